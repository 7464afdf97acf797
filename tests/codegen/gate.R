# Runs R's own checks and renderers over pages and stub packages, all in one process.
#
# Rscript gate.R FOLDER: for each FOLDER/pages/NAME.Rd and each FOLDER/packages/NAME there will
# be a NAME.said with everything that R had to say of it, which should be nothing; for a page
# also NAME.html, and where FOLDER/pages/NAME.all is there, what the other renderers make of it.

library(tools)

folder <- commandArgs(TRUE)[[1]]

said_by <- function(expression) {
  heard <- character()
  note <- function(condition) heard <<- c(heard, conditionMessage(condition))
  hear <- function(restart) function(condition) {
    note(condition)
    invokeRestart(restart)
  }
  printed <- capture.output(withCallingHandlers(
    tryCatch(expression, error = note),
    warning = hear("muffleWarning"),
    message = hear("muffleMessage")
  ))
  c(heard, printed[nzchar(trimws(printed))])
}

printed <- function(findings) if (length(unlist(findings))) print(findings)

check_page <- function(file) {
  to <- function(ending) sub("Rd$", ending, file)
  said <- c(
    said_by(printed(checkRd(file, listOK = FALSE, unknownOK = FALSE))),
    said_by(Rd2HTML(file, out = to("html"), texmath = "none"))
  )
  if (file.exists(to("all"))) {
    said <- c(
      said,
      said_by(Rd2txt(file, out = to("txt"), options = list(underline_titles = FALSE))),
      said_by(Rd2latex(file, out = to("tex"))),
      said_by(Rd2ex(file, out = to("R")))
    )
  }
  writeLines(said, to("said"))
}

check_package <- function(package) {
  said <- c(
    said_by(printed(codoc(dir = package))),
    said_by(printed(checkDocFiles(dir = package))),
    said_by(printed(undoc(dir = package))),
    said_by(printed(tools:::.check_Rd_xrefs(dir = package)))
  )
  writeLines(said, paste0(package, ".said"))
}

for (file in list.files(file.path(folder, "pages"), "[.]Rd$", full.names = TRUE)) check_page(file)
for (package in list.dirs(file.path(folder, "packages"), recursive = FALSE)) check_package(package)
