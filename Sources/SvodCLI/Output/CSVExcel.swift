import ArgumentParser

/// `--csv-excel`, wherever a CSV is written.
enum CSVExcel {
  static let help: ArgumentHelp =
    "CSV for Excel where the comma is decimal: UTF-8 with a BOM, ; between cells, decimal commas."
}
