import Domain
import Hostile
import Ledger
import Tampering
import TestKit
import Trust

extension Promise {
  /// All that are tried by harness, in order of number.
  static let all = [
    Promise(number: 1, name: "killed anywhere, the same command completes it", nightly: 10_000) {
      try CrashProof.run([.kills], count: $0, seed: $1)
    },
    Promise(number: 2, name: "power lost anywhere, the same command completes it", nightly: 100_000)
    {
      try PowerProof.run(count: $0, seed: $1)
    },
    Promise(number: 3, name: "a failing disk loses nothing acknowledged", nightly: 20_000) {
      var tally = try CrashProof.run(
        [.failures, .failedSyncs, .failedReads], count: $0, seed: $1)
      tally.add(try CrashProof.run([.noMemory], count: max(1, $0 / 10), seed: $1))
      return tally
    },
    Promise(number: 4, name: "without room: told, read, completed", nightly: 1_000) {
      var tally = try SpaceProof.run(.fileSize, count: ($0 + 1) / 2, seed: $1)
      if SpaceProof.canMount {
        tally.add(try SpaceProof.run(.disk, count: ($0 + 1) / 2, seed: $1))
      } else {
        tally.remarks.append("no small disk may be mounted here")
      }
      return tally
    },
    Promise(number: 5, name: "rot is found and located", nightly: 1_000_000) {
      try FlipProof.run(count: $0, seed: $1)
    },
    Promise(number: 6, name: "tampering is found and located", nightly: 10_000) {
      try MutationProof.run(count: $0, seed: $1)
    },
    Promise(number: 7, name: "history only grows, through SQL too", nightly: 1) { _, _ in
      try StatementProof.run()
    },
    Promise(number: 8, name: "exactly once, from eight processes at once", nightly: 100) {
      try CrowdProof.run(count: $0, seed: $1)
    },
    Promise(number: 9, name: "late, amended and identical rows survive", nightly: 1_000) {
      try FeedProof.run(count: $0, seed: $1)
    },
    Promise(number: 10, name: "a rebuild is deterministic", nightly: 2_000) {
      try DeterminismProof.run(count: $0, seed: $1)
    },
    Promise(number: 11, name: "a reader never sees half a rebuild", nightly: 100_000) {
      count, _ in try SwitchProof.run(switches: max(2, count / 100), queries: count)
    },
    Promise(number: 12, name: "money is exact", nightly: 1_000_000) { count, seed in
      var random = SeededRandom(seed)
      return HostileTrial.money(count, &random)
    },
    Promise(number: 13, name: "hostile input cannot hurt", nightly: 1_000_000) { count, seed in
      var random = SeededRandom(seed)
      return try HostileTrial.parsers(
        count, corpus: PackageFolder.path + "/Tests/Fuzz/Corpus", &random)
    },
    Promise(number: 14, name: "a query neither writes nor runs away", nightly: 1_000_000) {
      count, seed in
      var random = SeededRandom(seed)
      let book = try TemporaryBook(after: Trip("wb-sales"))
      return try HostileTrial.questions(count, to: book.ledger, &random)
    },
    Promise(number: 15, name: "exports carry no formulas", nightly: 1_000_000) { count, seed in
      var random = SeededRandom(seed)
      return HostileTrial.exports(count, &random)
    },
    Promise(number: 16, name: "secrets are told and kept nowhere", nightly: SecretTrial.count) {
      count, _ in try SecretTrial.run(count: count)
    },
    Promise(number: 17, name: "a backup is good or refused", nightly: 5_000) {
      try BackupProof.run(count: $0, seed: $1)
    },
    Promise(number: 18, name: "who is erased is in no file", nightly: 500) {
      try ErasureProof.run(count: $0, seed: $1)
    },
    Promise(number: 19, name: "an outsider can judge evidence", nightly: 2_000) {
      try EvidenceProof.run(count: $0, seed: $1)
    },
    Promise(number: 20, name: "days of work leave nothing behind", nightly: 1_000) {
      try LongRunProof.run(rounds: $0, seed: $1)
    },
  ]
}
