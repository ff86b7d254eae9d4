package ai.vivace.cli;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints the script that completes commands and options in a shell. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in bash or zsh.",
        footer = {
            "  source <(vivace completion bash)",
            "  vivace completion zsh > ~/.vivace-completion   # to be sourced in ~/.zshrc"
        })
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there is a script for. */
    enum Shell {
        BASH,
        ZSH
    }

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "SHELL", defaultValue = "bash", description = "bash (default) or zsh.")
    private Shell shell = Shell.BASH;

    @Override
    public Integer call() {
        String script = AutoComplete.bash("vivace", spec.root().commandLine());
        String start = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n";
        String whole = shell == Shell.ZSH ? start + script : script;
        Console console = main.console();
        console.print(whole);
        console.document(Map.of("shell", shell.name().toLowerCase(Locale.ROOT), "script", whole));
        return 0;
    }
}
