/// What a column is compared with, in its stored form.
enum QueryValue {
  case integer(Int64)
  case text(String)
}
