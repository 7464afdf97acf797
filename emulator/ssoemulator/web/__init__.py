"""HTTP: the operations, the control API and the pages over what the other rooms decide."""
