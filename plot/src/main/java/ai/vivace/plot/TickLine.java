package ai.vivace.plot;

/** The rule below a chart in a terminal and the labels below it. A label that would touch the one before it is left out. */
final class TickLine {
    private final TerminalStyle style;
    private final int columns;
    private final StringBuilder rule;
    private final StringBuilder labels = new StringBuilder();

    TickLine(TerminalStyle style, int columns) {
        this.style = style;
        this.columns = columns;
        this.rule = new StringBuilder(style.choose("─", "-").repeat(columns));
    }

    /** Adds a tick right of those before it. */
    void add(int column, String label) {
        int width = Text.columns(label);
        int start = Math.min(Math.max(0, column - width / 2), columns - width);
        if (column < 0 || column >= columns || start < labels.length() + (labels.isEmpty() ? 0 : 1)) {
            return;
        }
        rule.setCharAt(column, style.choose("┬", "+").charAt(0));
        labels.append(" ".repeat(start - labels.length())).append(label);
    }

    String rule() {
        return rule.toString();
    }

    String labels() {
        return labels.toString();
    }
}
