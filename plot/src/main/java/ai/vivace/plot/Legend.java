package ai.vivace.plot;

import java.util.ArrayList;
import java.util.List;

/** What the marks of a chart in a terminal stand for, on as many lines as that needs. */
final class Legend {
    private final TerminalStyle style;
    private final List<String> lines = new ArrayList<>();
    private int used;

    Legend(TerminalStyle style) {
        this.style = style;
    }

    void add(String mark, String name, Ink ink) {
        String shown = Text.fitColumns(name, style.columns() - 6, style.glyphs());
        int width = Text.columns(mark) + 1 + Text.columns(shown);
        String text = style.paint(mark, ink) + " " + shown;
        int last = lines.size() - 1;
        if (last >= 0 && used + 3 + width <= style.columns()) {
            lines.set(last, lines.get(last) + "   " + text);
            used += 3 + width;
        } else {
            lines.add("  " + text);
            used = 2 + width;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
