import Domain
import Glibc
import Hostile

// Feeds one parser what coverage suggests. `Tests/Fuzz/run` builds this with the fuzzer's runtime and
// the address sanitizer and calls it once for each parser:
//
//     Fuzz PARSER -runs=1000000 -max_len=4096 CORPUS

@_extern(c, "LLVMFuzzerRunDriver")
func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

nonisolated(unsafe) var parser: HostileParser?
parser = HostileParser.named(CommandLine.arguments.dropFirst().first ?? "")
guard parser != nil else {
  print("parsers: \(HostileParser.all.map(\.name).joined(separator: " "))")
  exit(64)
}
// The driver sees the words after the parser's name.
var count = CommandLine.argc - 1
var words = CommandLine.unsafeArgv + 1
exit(
  withUnsafeMutablePointer(to: &words) { words in
    words.withMemoryRebound(
      to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.self, capacity: 1
    ) { words in
      runDriver(&count, words) { start, size in
        _ = parser?.reads(Bytes(UnsafeRawBufferPointer(start: start, count: size)))
        return 0
      }
    }
  })
