/// Whether a file can still become whole: not after its end, and not after a call that failed.
final class FileState {
  var isOpen = true
}
