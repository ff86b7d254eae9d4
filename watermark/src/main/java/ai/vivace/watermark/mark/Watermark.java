package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import java.util.List;

/**
 * All that is drawn on a picture, in one pass.
 *
 * <pre>{@code
 * Watermark watermark = Watermark.of(TextMark.of("© Jane Doe").build());
 * }</pre>
 *
 * @param marks in the order in which they are drawn, later ones over earlier ones; at least one
 * @param oversize what to do with marks that are too large
 * @param missingGlyphs what to do with characters that no font has
 */
public record Watermark(List<Mark> marks, Oversize oversize, MissingGlyphs missingGlyphs) {
    private static final int MOST_MARKS = 100;

    /** @throws InputException when there is no mark, or more than 100 */
    public Watermark {
        marks = List.copyOf(marks);
        int count = marks.size();
        InputException.require(
                count >= 1 && count <= MOST_MARKS,
                () -> "A watermark has 1 to " + MOST_MARKS + " marks, but came " + count + ".");
    }

    /** Marks in the order in which they are drawn; those too large are scaled, missing glyphs refused. */
    public static Watermark of(Mark... marks) {
        return of(List.of(marks));
    }

    /** The same of a list. */
    public static Watermark of(List<? extends Mark> marks) {
        return new Watermark(List.copyOf(marks), Oversize.SCALE, MissingGlyphs.REFUSE);
    }

    /** Another way with marks that are too large. */
    public Watermark oversize(Oversize newOversize) {
        return new Watermark(marks, newOversize, missingGlyphs);
    }

    /** Another way with characters that no font has. */
    public Watermark missingGlyphs(MissingGlyphs newMissingGlyphs) {
        return new Watermark(marks, oversize, newMissingGlyphs);
    }
}
