/// How much is made up: W1 is a large seller's year, W0.1 a quick look.
struct Workload {
  let name: String
  let financeRows: Int
  let sales: Int
  let ozonOperations: Int
  let yandexMovements: Int
  let items: Int

  init?(_ name: String) {
    let tenths: Int
    switch name.lowercased() {
    case "w0.1": tenths = 1
    case "w1": tenths = 10
    case "w10": tenths = 100
    default: return nil
    }
    self.name = name.uppercased()
    financeRows = 100_000 * tenths
    sales = 20_000 * tenths
    ozonOperations = 5_000 * tenths
    yandexMovements = 2_000 * tenths
    items = 2_000 * tenths
  }

  /// How often what is compared is run in turn.
  var rounds: Int { financeRows > 1_000_000 ? 3 : 5 }

  /// Rows in one payload: what one page of the source holds.
  static let pageRows = 100_000
}
