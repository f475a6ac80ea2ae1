{
  description = "Vietnamese labour news in a terminal";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = nixpkgs.lib.genAttrs systems;
    in {
      packages = each (system:
        let pkgs = nixpkgs.legacyPackages.${system}; in {
          default = pkgs.rustPlatform.buildRustPackage {
            pname = "loa";
            version = "0.1.0";
            src = self;
            cargoLock.lockFile = ./Cargo.lock;
            buildType = "dist";
            nativeBuildInputs = [ pkgs.installShellFiles ];
            # The tests of the screen want a terminal, which a build has not.
            cargoTestFlags = [ "--lib" ];
            postInstall = ''
              LC_ALL=en_US.UTF-8 LANGUAGE=en $out/bin/loa man --all man
              installManPage man/*
              installShellCompletion --cmd loa \
                --bash <($out/bin/loa completions bash) \
                --zsh <($out/bin/loa completions zsh) \
                --fish <($out/bin/loa completions fish)
              install -Dm644 packaging/loa.desktop -t $out/share/applications
            '';
            meta = {
              description = "Vietnamese labour news in a terminal";
              license = pkgs.lib.licenses.mit;
              mainProgram = "loa";
            };
          };
        });
    };
}
