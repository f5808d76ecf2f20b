import ArgumentParser
import Foundation
import Platform
import TestKit

/// Tries every promise as often as a night allows, and prints a line of figures for each.
@main
struct Torture: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture", abstract: "Tries to break every promise, a line of figures for each.",
    discussion: """
      Exit code 1 when a promise was broken; what broke it follows its line, with what repeats it.
      Crashes and crowds are tried on the command that lies beside it, so all has to be built before.
      Example: swift build -c release && .build/release/torture --scale 0.01 --promise 5 --promise 6
      """)

  @Option(help: "Tries this part of a night's count, at least one each.") var scale = 1.0
  @Option(help: "Only this promise; may be given several times.") var promise: [Int] = []
  @Option(help: "Where the random numbers begin.") var seed: UInt64 = 1

  func validate() throws {
    guard scale > 0, scale <= 100 else {
      throw ValidationError("--scale is above 0 and at most 100")
    }
    let numbers = Set(Promise.all.map(\.number))
    if let unknown = promise.first(where: { !numbers.contains($0) }) {
      throw ValidationError(
        "there is no harness for promise \(unknown): there are \(numbers.sorted())")
    }
  }

  func run() throws {
    var isKept = true
    Machine.write(Figures.head, to: 1)
    for one in Promise.all where promise.isEmpty || promise.contains(one.number) {
      let start = (wall: Machine.seconds, processor: Machine.processorSeconds)
      let tally = try one.run(max(1, Int(Double(one.nightly) * scale)), seed)
      Machine.write(
        Figures.line(
          one, tally, seconds: Machine.seconds - start.wall,
          processor: Machine.processorSeconds - start.processor), to: 1)
      for failure in tally.failures { Machine.write("      \(failure)\n", to: 2) }
      isKept = isKept && tally.isKept
    }
    if !isKept { throw ExitCode(1) }
  }
}
