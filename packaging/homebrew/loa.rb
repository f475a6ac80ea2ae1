class Loa < Formula
  desc "Vietnamese labour news in a terminal"
  homepage "https://github.com/loaphuong/loa"
  url "https://github.com/loaphuong/loa/archive/refs/tags/v0.1.0.tar.gz"
  # sha256 is filled in when a version is published.
  license "MIT"

  depends_on "rust" => :build

  def install
    system "cargo", "install", "--profile", "dist", *std_cargo_args
    generate_completions_from_executable(bin/"loa", "completions")
    system bin/"loa", "man", "--all", "man"
    man1.install Dir["man/*.1"]
    man5.install Dir["man/*.5"]
    man7.install Dir["man/*.7"]
  end

  test do
    assert_match "http", shell_output("#{bin}/loa --demo list -n 1 --json")
  end
end
