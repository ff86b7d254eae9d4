package ai.vivace.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** One run of the command within the test's process, with all that it wrote. */
record CommandRun(int exitCode, String out, String err) {
    static CommandRun of(String... arguments) {
        return of(Terminal.none(), arguments);
    }

    static CommandRun of(Terminal terminal, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(terminal, new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandRun(exitCode, out.toString(), err.toString());
    }
}
