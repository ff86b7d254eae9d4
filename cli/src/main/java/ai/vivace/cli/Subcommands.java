package ai.vivace.cli;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The commands below one, made when they are wanted: reading the classes and options of all takes longer than some of them work.
 *
 * @param names in the order of the help
 * @param made makes the command of a name
 */
record Subcommands(List<String> names, Function<String, Object> made) {
    /** Puts the one that a word names below a command; all of them where the word names none, for then they are to be shown. */
    void addTo(CommandLine parent, String word) {
        for (String name : names) {
            if (name.equals(word) || !names.contains(word)) {
                parent.addSubcommand(made.apply(name));
            }
        }
    }
}
