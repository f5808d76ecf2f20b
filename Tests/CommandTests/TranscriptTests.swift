import Foundation
import Platform
import TestKit
import Testing

@Suite("The README tells the truth")
struct TranscriptTests {
  private struct Step {
    let command: String
    var output: [String]
  }

  /// The commands between the marks, each with the lines that follow it.
  private static func steps() throws -> [Step] {
    let text = try PackageFolder.text(of: "README.md")
    let start = try #require(text.range(of: "<!-- transcript -->"))
    let end = try #require(text.range(of: "<!-- /transcript -->"))
    var steps: [Step] = []
    for line in text[start.upperBound..<end.lowerBound].split(separator: "\n") {
      if line.hasPrefix("```") { continue }
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: []))
      } else {
        try #require(!steps.isEmpty, "the transcript begins with a command")
        steps[steps.count - 1].output.append(String(line))
      }
    }
    return steps
  }

  @Test func `the transcript is what the commands write`() throws {
    let folder = try Files.makeTemporaryFolder(prefix: "svod-readme")
    defer { try? Files.removeFolder(folder) }
    try Files.link(folder + "/fixtures", to: PackageFolder.path + "/fixtures")
    let steps = try Self.steps()
    #expect(steps.count > 5)
    var written = ""
    for step in steps {
      let words = step.command.split(separator: " ").map(String.init)
      try #require(words.first == "svod")
      let outcome = try Svod(Array(words.dropFirst()), in: folder, joined: true).end()
      #expect(outcome.code == 0, "\(step.command)")
      let lines = outcome.text.split(separator: "\n").map(String.init)
      #expect(lines == step.output, "\(step.command)")
      written += "$ \(step.command)\n\(outcome.text)"
    }
    if Golden.isRecording { print(written) }
  }
}
