"""The dialect `r`: pages laid out and worded as those of the R package."""
