package ai.vivace.plot;

import ai.vivace.base.InputException;
import java.io.Console;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What a terminal can show.
 *
 * @param columns the width of a line in characters, at least 20
 * @param chartRows the height of a chart's plot in lines, at least 4
 * @param glyphs which characters may be used
 * @param colour whether text may be coloured
 */
public record TerminalStyle(int columns, int chartRows, Glyphs glyphs, Colour colour) {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_CHART_ROWS = 14;

    /** Which characters may be used. */
    public enum Glyphs {
        /** Braille dots, block elements and rules. */
        UNICODE,
        /** Only what every charset has. */
        ASCII
    }

    /** Whether text may be coloured. */
    public enum Colour {
        /** By ANSI escapes with 256 colours. */
        ON,
        /** No escapes at all. */
        OFF
    }

    /** Checks the sizes. */
    public TerminalStyle {
        int givenColumns = columns;
        int givenRows = chartRows;
        InputException.require(
                columns >= 20, () -> "A terminal needs at least 20 columns for charts, but came " + givenColumns + ".");
        InputException.require(
                chartRows >= 4, () -> "A chart needs at least 4 lines in the terminal, but came " + givenRows + ".");
    }

    /** 80 columns of Unicode without colour. */
    public static TerminalStyle unicode() {
        return new TerminalStyle(DEFAULT_COLUMNS, DEFAULT_CHART_ROWS, Glyphs.UNICODE, Colour.OFF);
    }

    /** 80 columns of ASCII without colour. */
    public static TerminalStyle ascii() {
        return new TerminalStyle(DEFAULT_COLUMNS, DEFAULT_CHART_ROWS, Glyphs.ASCII, Colour.OFF);
    }

    /**
     * The style that suits standard output.
     *
     * <p>Width is the variable {@code COLUMNS}, or 80. Glyphs are ASCII when standard output's charset is not UTF-8 or
     * {@code TERM} is {@code dumb}. Colour is on in a terminal that is not dumb; a non-empty {@code NO_COLOR} turns it off,
     * and a {@code CLICOLOR_FORCE} other than 0 turns it on even when output goes to a file, in that order.
     */
    public static TerminalStyle detect() {
        return detect(System.getenv(), outputCharset(), isTerminal());
    }

    static TerminalStyle detect(Map<String, String> environment, String charset, boolean terminal) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean utf8 = charset.toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8");
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").matches("0?");
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new TerminalStyle(
                columns(environment.getOrDefault("COLUMNS", "")),
                DEFAULT_CHART_ROWS,
                utf8 && !dumb ? Glyphs.UNICODE : Glyphs.ASCII,
                !refused && (forced || (terminal && !dumb)) ? Colour.ON : Colour.OFF);
    }

    /** This style at another width. */
    public TerminalStyle columns(int columns) {
        return new TerminalStyle(columns, chartRows, glyphs, colour);
    }

    /** This style with charts of another height. */
    public TerminalStyle chartRows(int rows) {
        return new TerminalStyle(columns, rows, glyphs, colour);
    }

    /** This style with other characters. */
    public TerminalStyle glyphs(Glyphs glyphs) {
        return new TerminalStyle(columns, chartRows, glyphs, colour);
    }

    /** This style with or without colour. */
    public TerminalStyle colour(Colour colour) {
        return new TerminalStyle(columns, chartRows, glyphs, colour);
    }

    /** The one of two texts that the terminal can show. */
    String choose(String unicode, String ascii) {
        return glyphs == Glyphs.UNICODE ? unicode : ascii;
    }

    /** A number's label as the terminal can show it. */
    String number(String label) {
        return glyphs == Glyphs.UNICODE ? label : Numbers.ascii(label);
    }

    /** Text in a colour, where colour is on. */
    String paint(String text, Ink ink) {
        boolean plain = colour == Colour.OFF || ink.terminalCode() == 0 || text.isBlank();
        return plain ? text : "\u001b[38;5;" + ink.terminalCode() + "m" + text + "\u001b[0m";
    }

    /** Text in bold, where colour is on. */
    String bold(String text) {
        return colour == Colour.OFF || text.isBlank() ? text : "\u001b[1m" + text + "\u001b[0m";
    }

    private static int columns(String variable) {
        return variable.matches("[1-9][0-9]{0,3}") ? Math.max(20, Integer.parseInt(variable)) : DEFAULT_COLUMNS;
    }

    private static String outputCharset() {
        String fallback = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Objects.requireNonNullElse(System.getProperty("stdout.encoding"), fallback);
    }

    /** Since Java 22 there is a console even without a terminal, and a method to ask; this code also runs on 17. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
