// swift-tools-version: 6.2

import PackageDescription

// A new room is one word in one of these lists, and its lines in Sources/Ledger/Importers.swift or
// Sources/Ledger/Projectors.swift.
let importers = [
  "DealerPriceTables", "LemanaParcels", "LemanaPrices", "LemanaProducts", "OneCBarcodes",
  "OneCCatalogue", "OneCCounterparties", "OneCDealerPrices", "OneCOrganizations", "OneCPrices",
  "OneCPurchases", "OzonAccruals", "OzonPostings", "OzonProducts", "OzonRealization", "OzonReturns",
  "OzonTransactions", "WBCards", "WBCommissions", "WBFBSOrders", "WBFinance", "WBFinanceStatements",
  "WBOrders", "WBPrices", "WBPromotions", "WBSales", "YMNetting", "YMOffers", "YMOrders",
  "YMRealization", "YMReturns",
]
let projectors = [
  "P900SalesRegister", "P901NomenclatureBarcodes", "P902OzonFinanceRealization",
  "P903WBFinanceReport", "P904SalesData", "P905WBCommissionHistory", "P906NomenclaturePrices",
  "P907YMPaymentReport", "P908WBGoodsPrices",
]

// Each floor alone, the whole trips, the command, and the rules of the house.
let tests = [
  "CommandTests", "DomainTests", "EventLogTests", "HouseRulesTests", "ImportingTests",
  "LedgerTests", "ProofTests", "SQLiteFileTests", "TripTests",
]

let package = Package(
  name: "svod",
  products: [
    .executable(name: "svod", targets: ["SvodCLI"]),
    // Loaded by the tests into the command's process, so it has to be a file of its own.
    .library(name: "CrashShim", type: .dynamic, targets: ["CrashShim"]),
  ],
  dependencies: [
    // Commands, options and help: well kept, and outside what Svod exists for.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
    // Diagnostics with levels, the same interface as everywhere in Swift.
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
  ],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // Two lines of C: the processor is told what is read soon.
    .systemLibrary(name: "CPrefetch"),
    .target(name: "Domain"),
    .target(name: "Digest", dependencies: ["CCrypto", "Domain"]),
    .target(name: "Projecting", dependencies: ["Digest", "Domain"]),
    .target(name: "LZ4", dependencies: ["CLZ4", "Domain"]),
    .target(name: "SQLite", dependencies: ["CSQLite", "Domain"]),
    .target(name: "Platform", dependencies: ["CPrefetch", "Domain"]),
    .target(name: "SQLiteFile", dependencies: ["Domain", "Platform", "SQLite"]),
    .target(
      name: "EventLog", dependencies: ["Digest", "Domain", "LZ4", "Platform", "SQLite"],
      resources: [.embedInCode("event_log.sql")]),
    .target(
      name: "Archive", dependencies: ["Digest", "Domain", "LZ4", "SQLite"],
      resources: [.embedInCode("payloads.sql")]),
    .target(name: "Importing", dependencies: ["CZlib", "Domain"]),
  ]
    + importers.map {
      .target(
        name: $0, dependencies: ["Digest", "Domain", "Importing"],
        path: "Sources/Importers/\($0)")
    }
    + projectors.map {
      .target(
        name: $0, dependencies: ["Digest", "Domain", "Projecting"],
        path: "Sources/Projectors/\($0)")
    }
    + [
      .target(
        name: "Ledger",
        dependencies: [
          "Archive", "Digest", "Domain", "EventLog", "Importing", "Platform", "Projecting",
          "SQLite", "SQLiteFile",
          .product(name: "Logging", package: "swift-log"),
        ] + (importers + projectors).map { .target(name: $0) }),
      .executableTarget(
        name: "SvodCLI",
        dependencies: [
          "Archive", "Domain", "EventLog", "Importing", "Ledger", "Platform", "Projecting",
          "SQLite", .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "Logging", package: "swift-log"),
        ]),
      .executableTarget(
        name: "Benchmarks",
        dependencies: [
          "Domain", "EventLog", "Ledger", "Platform", "Projecting", "SQLite", "SQLiteFile",
        ],
        // Other engines are measured by scripts.
        path: "Benchmarks", exclude: ["Peers"]),
      // What the tests share: golden files, trips, books in temporary folders.
      .target(
        name: "TestKit",
        dependencies: ["Domain", "EventLog", "Importing", "Ledger", "Platform", "Projecting"],
        path: "Tests/TestKit"),
      // Books that are changed behind Svod's back, and the judges that have to see it.
      .target(
        name: "Tampering",
        dependencies: [
          "Archive", "Digest", "Domain", "EventLog", "Importing", "LZ4", "Ledger", "Platform",
          "Projecting", "SQLite", "TestKit",
        ], path: "Tests/Tampering"),
    ]
    + tests.map {
      .testTarget(
        name: $0,
        dependencies: [
          "Archive", "Digest", "Domain", "EventLog", "Importing", "LZ4", "Ledger", "Platform",
          "Projecting", "SQLite", "SQLiteFile", "TestKit",
          // The command is tried as a process: it has to be built first.
        ] + ($0 == "CommandTests" ? [.target(name: "SvodCLI")] : [])
          + ($0 == "ProofTests" ? [.target(name: "Tampering")] : []))
    },
  swiftLanguageModes: [.v6]
)

// Bytes, questions and words that nobody means well, and what counts their outcome.
package.targets += [
  .target(
    name: "Hostile",
    dependencies: [
      "CZlib", "Domain", "EventLog", "Importing", "LZ4", "Ledger", "Platform", "Projecting",
      "SQLite", "TestKit",
    ], path: "Tests/Hostile"),
  .testTarget(
    name: "HostileTests",
    dependencies: [
      "Domain", "Hostile", "LZ4", "Ledger", "Platform", "Projecting", "SQLite", "SvodCLI",
      "TestKit",
    ]),
]
for target in package.targets where target.name == "ImportingTests" {
  target.dependencies.append("Hostile")
}

// What Svod promises, each promise with what tries to break it.
package.targets += [
  // C, because it stands between the command's process and the C library.
  .target(name: "CrashShim", path: "Tests/CrashShim"),
  .target(
    name: "Trust",
    dependencies: [
      "Archive", "Digest", "Domain", "EventLog", "Hostile", "Ledger", "Platform", "Projecting",
      "SQLite", "Tampering", "TestKit",
    ], path: "Tests/Trust"),
  .testTarget(
    name: "TrustTests",
    dependencies: [
      "Domain", "EventLog", "Hostile", "Ledger", "Platform", "Projecting", "SQLite", "Tampering",
      "TestKit", "Trust", .target(name: "SvodCLI"),
    ]),
  // Every promise tried as often as a night allows.
  .executableTarget(
    name: "torture",
    dependencies: [
      "Domain", "Hostile", "Ledger", "Platform", "Tampering", "TestKit", "Trust",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ], path: "Tests/Torture"),
]

// The fuzzer needs a build of its own, see Tests/Fuzz/run.
if Context.environment["SVOD_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["Domain", "Hostile"], path: "Tests/Fuzz",
      exclude: ["run", "Corpus"]))
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
  // What a rebuild runs through. Debug builds, where the tests run, see that nothing is read while it
  // changes; in release that would take a twentieth of a rebuild.
  if (["Domain", "EventLog", "Ledger", "Projecting", "SQLiteFile"] + projectors)
    .contains(target.name)
  {
    target.swiftSettings?.append(
      .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
  }
  // Tests may hand pointers to C as they like.
  if target.path?.hasPrefix("Tests") != true, target.type != .test {
    target.swiftSettings?.append(.strictMemorySafety())
  }
}
