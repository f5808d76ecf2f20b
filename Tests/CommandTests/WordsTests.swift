import Platform
import TestKit
import Testing

@Suite("Words that svod does not know")
struct WordsTests {
  private static let page = Desk.fixture("wb-sales/1-sales-page-3.json")
  private static let take = ["import", page, "--connection", "wb-main"]

  static let wrong: [(words: [String], code: Int32, saying: String)] = [
    (["qurey", "p900"], 64, "did you mean svod query"),
    (["frobnicate"], 64, "svod --help"),
    (["query"], 64, "<table>"),
    (["query", "p999"], 64, "known: p900"),
    (["query", "p900", "--columns", "amount"], 64, "has no column amount"),
    (["query", "p900", "--sum", "nope"], 64, "has no column nope"),
    (["query", "p900", "--by", "nope"], 64, "nope"),
    (["query", "p900", "--order", "nope"], 64, "has no column nope"),
    (["query", "p900", "--where", "nope=1"], 64, "nope"),
    (["query", "p900", "--where", "status_norm"], 64, "COLUMN=VALUE"),
    (["query", "p900", "--wher", "a=b"], 64, "'--where'"),
    (["query", "p900", "--from", "2026-02-30"], 64, "2026-02-30"),
    (["query", "p900", "--to", "30.02.2026"], 64, "--to is a day"),
    (["query", "p900", "--limit", "many"], 64, "many"),
    (["query", "p900", "--limit=-1"], 64, "--limit"),
    (["query", "p900", "--format", "xml"], 64, "'csv'"),
    (["query", "p903", "--as-of-date", "2026-03-01"], 64, "p906"),
    (take.dropLast(2) + [], 64, "--connection"),
    (take.dropLast(1) + ["wb-mian"], 64, "did you mean wb-main"),
    (take.dropLast(1) + ["ut"], 65, "wrong connection"),
    (take + ["--kind", "wb.sale"], 64, "there is no kind wb.sale"),
    (take + ["--kind", "wb.orders"], 65, "is not wb.orders but wb.sales"),
    (take + ["--fetched-at", "yesterday"], 64, "--fetched-at"),
    (take + ["--fetched-at", "2026-02-30T00:00:00Z"], 64, "--fetched-at"),
    (take + ["--fetched-at", "2026-02-03T00:00:00"], 64, "--fetched-at"),
    (take + ["--report-date", "2026-13"], 64, "--report-date"),
    (take + ["--report-period", "monthly"], 64, "daily or weekly"),
    (take + ["--nope"], 64, "--nope"),
    (["show", "99999"], 66, "99999"),
    (["show", "0"], 64, "positions begin at 1"),
    (["show", "first"], 64, "first"),
    (["history", "wb-main/wb.sales/S0"], 66, "there is no stream"),
    (["trace", "p900", "S0"], 66, "has no row"),
    (["trace", "p999", "S0"], 64, "there is no table"),
    (["trace", "p900", "a", "b", "c", "d", "e"], 64, "is named by connection_mp_ref"),
    (["trace", "p900", "WB_Sales"], 64, "several rows of p900 fit"),
    (["trace", "p907_settlements", "1"], 64, "ask p907 for the row"),
    (["trace", "p900", "S0", "--as-of", "99999"], 66, "has no position 99999"),
    (["trace", "p900", "S0", "--as-of", "0"], 64, "positions begin at 1"),
    (["trace", "p900", "S0", "--as-of", "2020-01-01T00:00:00Z"], 66, "nothing was recorded by"),
    (["trace", "p900", "S0", "--as-of", "soon"], 64, "--as-of is a time"),
    (["explain", "p999", "S0"], 64, "there is no table"),
    (["explain", "p900", "S0"], 66, "has no row"),
    (["explain", "p900", "WB_Sales", "--column", "amount_lien"], 64, "several rows"),
    (
      ["explain", "p900", "S21400872827", "--column", "amount_lien"], 64, "did you mean amount_line"
    ),
    (["rollback", "p900"], 66, "no earlier generation"),
    (["rollback", "p999"], 64, "there is no table"),
    (["rebuild", "p999"], 64, "there is no table"),
    (["rebuild", "p900", "--as-of", "99999", "--into", "then"], 66, "has no position 99999"),
    (["rebuild", "p900", "--as-of", "0", "--into", "then"], 64, "positions begin at 1"),
    (["rebuild", "--jobs", "0"], 64, "--jobs"),
    (["rebuild", "--as-of", "3"], 64, "--into"),
    (["rebuild", "--into", "x"], 64, "--as-of"),
    (["rebuild", "--as-of", "soon", "--into", "x"], 64, "--as-of"),
    (["update", "p999"], 64, "there is no table"),
    (["log", "--limit=-1"], 64, "--limit"),
    (["payload", "show", "99"], 66, "svod payload list"),
    (["payload", "bytes", "99"], 66, "svod payload list"),
    (["import", "show", "99"], 66, "svod import list"),
    (["import", "show", "1", "--limit=-1"], 64, "--limit"),
    (["log", "--import", "99"], 66, "svod import list"),
    (["log", "--type", "wb.sale.row"], 64, "did you mean wb.sales.row"),
    (["log", "--connection", "wb-mian"], 64, "did you mean wb-main"),
    (["log", "--since", "2026"], 64, "--since is a time"),
    (["trace", "p900"], 64, "is named by"),
    (["trace", "p900", "S0", "--sum", "cost"], 64, "not by key"),
    (["trace", "p900", "--sum", "title"], 64, "no number"),
    (["trace", "p900", "--sum", "amount_lien"], 64, "did you mean amount_line"),
    (["trace", "p900", "S0", "--limit", "3"], 64, "go with --sum"),
    (["query", "p900", "--as-of", "99999"], 66, "has no position 99999"),
    (["query", "p900", "--as-of", "2020-01-01T00:00:00Z"], 66, "nothing was recorded by"),
    (["sql", "SELECT 1", "--as-of", "tomorrow"], 64, "--as-of is a time"),
    (["match", "list", "--as-of", "99999"], 66, "has no position"),
    (["diff"], 64, "--from"),
    (["diff", "--from", "99999"], 66, "has no position"),
    (["diff", "--from", "/", "p900"], 66, "there are no tables in /"),
    (["restated"], 64, "--since"),
    (["restated", "--since", "99999"], 66, "has no position"),
    (["restated", "--since", "1", "p999"], 64, "there is no table"),
    (["payload", "erase", "99", "--reason", "x"], 66, "svod payload list"),
    (["payload", "erase", "1"], 64, "--reason"),
    (["connect", "add", "x", "--marketplace", "AMZ"], 64, "known: WB OZON YM LEMANA 1C"),
    (["connect", "add", "a b", "--marketplace", "WB"], 64, "a b"),
    (["connect", "add", "x", "--marketplace", "WB", "--zone", "Mars/X"], 64, "Mars/X"),
    (["connect", "add", "x", "--marketplace", "WB", "--onec", "wb-main"], 64, "not to 1C"),
    (["match", "set", "wb-main", "1", "nope", "--reason", "x"], 64, "Ref_Key"),
    (["match", "unset", "nope", "1"], 64, "there is no connection"),
    (["sql"], 64, "<statement>"),
    (["sql", ""], 64, "there is no statement"),
    (["sql", "SELEC"], 64, "SELEC"),
    (["sql", "SELECT * FROM nope"], 64, "nope"),
    (["sql", "SELECT 1; SELECT 2"], 64, "one statement at a time"),
    (["tour", "--fixtures", "nope"], 66, "nope"),
    (["import", "revoke"], 64, "<imports>"),
    (["import", "revoke", "last"], 64, "last"),
    (["import", "revoke", "99", "--yes"], 66, "svod import list"),
    (["reimport", "--kind", "wb.sale"], 64, "did you mean wb.sales"),
    (["reimport", "--connection", "wb-mian"], 64, "did you mean wb-main"),
    (["reimport", "--since", "monday"], 64, "--since"),
    (["reimport", "--limit=-1"], 64, "--limit"),
    (["test"], 64, "<folder>"),
    (["test", "nope"], 66, "there is no folder nope"),
    (["test", "."], 66, "trip.json"),
    (["test", ".", "--format", "xml"], 64, "'junit'"),
    (["payload", "export-trip", "1"], 64, "--into"),
    (["payload", "export-trip", "99", "--into", "x"], 66, "svod import list"),
    (["payload", "export-trip", "1", "--into", "."], 73, "not an empty folder"),
    (["what-if"], 64, "--without-import"),
    (["what-if", "--match", "wb-main", "1"], 64, "CONNECTION PRODUCT NOMENCLATURE"),
    (["what-if", "--match", "wb-main", "1", "nope"], 64, "Ref_Key"),
    (["what-if", "--prices", page], 64, "--connection"),
    (["what-if", "--prices", "nope.csv", "--connection", "ut"], 66, "nope.csv"),
    (["what-if", "--matches", "nope.csv"], 66, "nope.csv"),
    (["what-if", "--without-import", "99"], 66, "svod import list"),
    (["what-if", "--without-import", "1", "--into", "."], 73, "not an empty folder"),
  ]

  @Test func `each ends with one line, the right code and an unchanged book`() throws {
    let desk = try Desk(filled: true)
    for (words, code, saying) in Self.wrong {
      try desk.expectRefusal(Array(words), code, saying: saying)
    }
    #expect(!Files.exists(desk.folder + "/x"))
    try desk.expectSound()
  }

  @Test func `every command says what it is for, and so do its options and arguments`() throws {
    let desk = try Desk()
    let help = try ExactJSON(desk.done("--experimental-dump-help"))
    let names = Self.expectWords(try #require(help["command"]), "")
    let promised = [
      "init", "connect add", "connect list", "import", "update", "rebuild", "rollback", "status",
      "query", "sql", "match set", "match unset", "match import", "match list", "match suggest",
      "log", "show", "history", "trace", "explain", "verify", "payload list", "payload show",
      "payload bytes", "import list", "import show", "restated", "diff",
      "payload erase", "tour",
    ]
    #expect(Set(promised).subtracting(names) == [])
    for name in promised {
      let outcome = try desk.run(name.split(separator: " ").map(String.init) + ["--help"])
      #expect(outcome.code == 0, "\(name)")
      #expect(outcome.errors == "", "\(name)")
      #expect(outcome.text.contains("USAGE: svod \(name)"), "\(name)")
    }
  }

  /// Expects words on a command and on all below it; gives the names of those that can be run.
  private static func expectWords(_ command: ExactJSON, _ path: String) -> Set<String> {
    var names: Set = [path]
    #expect(command["abstract"]?.text?.hasSuffix(".") ?? false, "svod \(path)")
    for argument in command["arguments"]?.elements ?? [] {
      let name = argument["valueName"]?.text ?? ""
      #expect(argument["abstract"]?.text?.isEmpty == false, "svod \(path): \(name)")
    }
    for inner in command["subcommands"]?.elements ?? [] {
      let name = inner["commandName"]?.text ?? ""
      if name == "help" { continue }
      names.formUnion(expectWords(inner, path.isEmpty ? name : "\(path) \(name)"))
    }
    return names
  }
}
