{
  description = "briefing: a terminal reader for the news, by its actors, places and open questions";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = make: nixpkgs.lib.genAttrs systems (system: make nixpkgs.legacyPackages.${system});
    in {
      packages = each (pkgs: {
        default = pkgs.python3Packages.buildPythonApplication {
          pname = "briefing-desk";
          version = "0.1.0";
          pyproject = true;
          src = ../..;
          build-system = [ pkgs.python3Packages.hatchling ];
          dependencies = with pkgs.python3Packages; [
            textual rich markdown-it-py pyyaml click platformdirs watchfiles ahocorasick-rs
          ];
          pythonImportsCheck = [ "briefing" ];
          meta = { mainProgram = "briefing"; license = pkgs.lib.licenses.mit; };
        };
      });
    };
}
