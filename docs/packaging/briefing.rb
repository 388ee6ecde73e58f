# `url` and `sha256` are those of the sdist; `brew update-python-resources briefing` writes the resources.
class Briefing < Formula
  include Language::Python::Virtualenv

  desc "Terminal reader for the news, by its actors, places and open questions"
  homepage "https://pypi.org/project/briefing-desk/"
  url "https://files.pythonhosted.org/packages/source/b/briefing-desk/briefing_desk-0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000"
  license "MIT"

  depends_on "rust" => :build
  depends_on "libyaml"
  depends_on "python@3.13"

  def install
    virtualenv_install_with_resources
    man1.install "docs/briefing.1"
    generate_completions_from_executable(bin/"briefing", "completion")
  end

  test do
    (testpath/"a.yaml").write "title: A\nbody: B.\n"
    assert_match "Nothing wrong", shell_output("#{bin}/briefing check #{testpath}")
  end
end
