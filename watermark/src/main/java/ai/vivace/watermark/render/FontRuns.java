package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.FontStyle;
import ai.vivace.watermark.mark.MissingGlyphs;
import java.awt.Font;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Gives each character of a text the first font that has it: the chosen one, the shipped one, then an installed one. */
final class FontRuns {
    /**
     * Characters of one font.
     *
     * @param start of the first character
     * @param end behind the last one
     */
    record Run(int start, int end, Font font) {}

    private final Typefaces typefaces;
    private final Font chosen;
    private final Font shipped;
    private final Map<Integer, Optional<Font>> found = new HashMap<>();
    private final Set<Integer> missing = new TreeSet<>();

    FontRuns(Typefaces typefaces, Font chosen, FontStyle style) {
        this.typefaces = typefaces;
        this.chosen = chosen;
        this.shipped = typefaces.shipped(style);
    }

    /** The runs of a line. */
    List<Run> of(String line) {
        List<Run> runs = new ArrayList<>();
        int start = 0;
        Font current = chosen;
        for (int at = 0; at < line.length(); ) {
            int codePoint = line.codePointAt(at);
            Font font = font(codePoint, current);
            if (!font.equals(current)) {
                if (at > start) {
                    runs.add(new Run(start, at, current));
                }
                start = at;
                current = font;
            }
            at += Character.charCount(codePoint);
        }
        runs.add(new Run(start, line.length(), current));
        return runs;
    }

    private Font font(int codePoint, Font current) {
        if (Glyphs.isInvisible(codePoint) || (Glyphs.isMark(codePoint) && current.canDisplay(codePoint))) {
            return current;
        }
        Optional<Font> font = found.computeIfAbsent(codePoint, this::find);
        if (font.isEmpty()) {
            missing.add(codePoint);
        }
        return font.orElse(chosen);
    }

    private Optional<Font> find(int codePoint) {
        if (Glyphs.draws(chosen, codePoint)) {
            return Optional.of(chosen);
        }
        return shipped.canDisplay(codePoint) ? Optional.of(shipped) : typefaces.installedWith(codePoint);
    }

    /**
     * Acts on characters that no font has.
     *
     * @throws InputException when they are refused
     */
    void settle(MissingGlyphs policy, Consumer<String> notes) {
        if (missing.isEmpty()) {
            return;
        }
        String what = "No font here has " + Glyphs.named(missing);
        if (policy == MissingGlyphs.BOX) {
            notes.accept(what + "; boxes are drawn instead.");
            return;
        }
        String advice = missing.stream().anyMatch(Glyphs::isEmoji)
                ? "Pictures in colour are no letters: give them as a logo, or leave them out."
                : "Give a TTF or OTF font that has them, or let boxes be drawn.";
        throw new InputException(what + ". " + advice);
    }
}
