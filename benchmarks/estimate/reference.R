# SPDX-License-Identifier: EUPL-1.2
# The same tasks in R, CPU seconds; needs the package MultipleSystemsEstimation.
library(MultipleSystemsEstimation)
folder <- commandArgs(trailingOnly = TRUE)[1]
table <- function(name) as.matrix(read.csv(file.path(folder, paste0(name, ".csv"))))
seconds <- function(label, work) {
  t <- system.time(answer <- work)
  cat(sprintf("%-52s %9.3f CPU s\n", label, t[["user.self"]] + t[["sys.self"]]))
  invisible(answer)
}
cat(R.version.string, as.character(packageVersion("MultipleSystemsEstimation")), "\n")
seconds("stepwise bootstrap B=1000 UKdat", estimate_population_stepwise(table("UKdat"), nboot = 1000, iseed = 1234))
seconds("stepwise bootstrap B=1000 UKdat_5", estimate_population_stepwise(table("UKdat_5"), nboot = 1000, iseed = 1234))
seconds("all 32,768 pairwise models UKdat", estimate_population_bic(table("UKdat"), nboot = 0))
seconds("all 6,212 models order <= 3 UKdat_5", assemble_bic(table("UKdat_5"), 3))
