import Foundation
import TestKit
import Testing

@Suite("The style of the house")
struct StyleTests {
  private static let pure = ["Domain", "Importing", "Importers", "Projecting", "Projectors"]
  private static let exact = pure + ["EventLog", "Archive"]

  private static func files(_ floors: [String]) throws -> [SourceFile] {
    let files = try SourceFile.all(in: floors.map { "Sources/\($0)" })
    #expect(files.count >= floors.count)
    return files
  }

  private static func all() throws -> [SourceFile] {
    try SourceFile.all(in: ["Sources", "Benchmarks"])
  }

  @Test func `no floating point and no foreign decimal where money passes`() throws {
    let pattern = /\b(Double|Float|Float16|Float32|Float64|CGFloat|NSDecimalNumber)\b|\bDecimal\(/
    #expect(try Self.files(Self.exact).flatMap { $0.places(of: pattern) } == [])
  }

  @Test func `no clock, chance, environment or locale where events are made and folded`() throws {
    let pattern =
      /\bDate\(|\bDate\.now|Clock\b.*\bnow\b|\b(clock_gettime|gettimeofday|getenv|setlocale)\b/
    let further =
      /\.random\(|\bSystemRandomNumberGenerator\b|\bUUID\(|\bProcessInfo\b|\b(Locale|TimeZone)\b/
    let places = try Self.files(Self.pure).flatMap {
      $0.places(of: pattern) + $0.places(of: further)
    }
    #expect(places == [])
  }

  @Test func `events are made and folded without Foundation, Glibc and the ledger`() throws {
    let foreign: Set = [
      "Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Platform", "SQLite", "Ledger",
    ]
    for file in try Self.files(Self.pure) {
      #expect(Set(file.imports).intersection(foreign) == [], "\(file.path)")
    }
  }

  @Test func `nothing is forced`() throws {
    let pattern = /\btry!|\bas!|\bfatalError\b|[\w)\]]!(?!=)/
    #expect(try Self.all().flatMap { $0.places(of: pattern) } == [])
  }

  @Test func `the compiler's checks of threads are on but for the workers`() throws {
    let pattern = /nonisolated\(unsafe\)|@unchecked\s+Sendable/
    let places = try Self.all().filter { $0.path != "Sources/Platform/Workers.swift" }
      .flatMap { $0.places(of: pattern) }
    #expect(places == [])
  }

  @Test func `a file fits in a head`() throws {
    for file in try SourceFile.all(in: ["Sources", "Benchmarks", "Tests"]) {
      let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
      #expect(lines <= 400, "\(file.path)")
    }
  }

  @Test func `a file's name says what is in it`() throws {
    let vague = /Util|Helper|Manager|Common|Misc|Shared|Base/
    for file in try SourceFile.all(in: ["Sources", "Benchmarks", "Tests"]) {
      #expect(!file.name.contains(vague), "\(file.path)")
    }
  }

  @Test func `the top level holds what it is said to hold`() {
    let names = PackageFolder.names(in: ".").filter {
      !$0.hasPrefix(".") && $0 != "Package.resolved"
    }
    #expect(
      names == [
        "Benchmarks", "Package.swift", "README.md", "Sources", "Tests", "fixtures", "schemas",
      ])
  }

  @Test func `what is shipped does not lean on the workshop`() throws {
    // A folder, not a package's product of that name.
    let folder = "." + "library"
    let marks = ["../" + "shared", "/" + "work/", "/" + folder, folder + "/"]
    var files = ["README.md", "Package.swift", ".ci/run"]
    for folder in ["Sources", "Benchmarks", "schemas", "fixtures"] {
      for suffix in ["swift", "sql", "md", "json", "ndjson", "csv", "xml"] {
        files += PackageFolder.files(in: folder, withExtension: suffix)
      }
    }
    #expect(files.count > 100)
    for file in files {
      let bytes = try PackageFolder.bytes(of: file)
      for mark in marks {
        #expect(Data(bytes).range(of: Data(mark.utf8)) == nil, "\(file) mentions \(mark)")
      }
    }
  }

  @Test func `the README's test command is what the continuous run runs`() throws {
    let commands = try PackageFolder.text(of: "README.md").split(separator: "\n")
      .filter { $0.hasPrefix("$ ") && $0.contains("swift test") }
    #expect(
      commands == [
        "$ swift format lint --strict --recursive Sources Tests Benchmarks Package.swift"
          + " && swift test --disable-xctest"
      ])
    let run = try PackageFolder.text(of: ".ci/run")
    #expect(run.contains("grep -m 1 'swift test' README.md"))
    #expect(run.contains("eval \"$command\""))
    #expect(!run.contains("swift build"))
    #expect(FileManager.default.isExecutableFile(atPath: PackageFolder.path + "/.ci/run"))
  }
}
