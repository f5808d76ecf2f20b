import Domain
import EventLog
import Platform
import TestKit

/// Changes of the checkpoints.
enum CheckpointMutations {
  static let all: [Mutation] = [
    change("a byte") { lines, random in
      let line = Int.random(in: 0..<lines.count, using: &random)
      let place = Int.random(in: 0..<lines[line].count, using: &random)
      lines[line][place] ^= UInt8.random(in: 1...31, using: &random)
    },
    change("a line dropped") { lines, random in
      lines.remove(at: Int.random(in: 0..<lines.count, using: &random))
    },
    change("a line twice") { lines, random in
      let line = Int.random(in: 0..<lines.count, using: &random)
      lines.insert(lines[line], at: line)
    },
    change("two lines exchanged") { lines, random in
      let line = Int.random(in: 0..<lines.count - 1, using: &random)
      lines.swapAt(line, line + 1)
    },
    change("the end cut off") { lines, random in
      lines.removeLast(Int.random(in: 1...lines.count, using: &random))
    },
    Mutation("checkpoints: made anew with another hash") { book, random in
      let path = book + "/checkpoints"
      let all = try Checkpoints(path).all()
      let appends = all.indices.filter { all[$0].append != nil }
      let chosen = try OpenedFile.any(appends, &random)
      try Files.remove(path)
      for (index, line) in all.enumerated() {
        if let append = line.append {
          let hash = index == chosen ? String(append.hash.reversed()) : append.hash
          try Checkpoints(path).add(
            CheckpointLine.Append(
              position: append.position, hash: hash, time: append.time, register: append.register))
        } else if let table = line.table {
          try Checkpoints(path).add([table])
        }
      }
      return [.text("checkpoints line \(chosen + 1)")]
    },
  ]

  private static func change(
    _ name: String, _ body: @escaping @Sendable (inout [[UInt8]], inout SeededRandom) -> Void
  ) -> Mutation {
    Mutation("checkpoints: \(name)") { book, random in
      let path = book + "/checkpoints"
      var lines = try Files.read(path, sizeMax: 1 << 20)
        .split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(Array.init)
      body(&lines, &random)
      try Files.replace(path, with: lines.flatMap { $0 + [0x0A] })
      return [.text("checkpoint")]
    }
  }
}
