package ai.vivace.watermark.mark;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.util.List;

/**
 * Random marks for pairs of pictures with and without them, on which networks learn to remove marks: a word of 8 to 12 upper-case letters and digits,
 * in a random font, of an eighth of the short side (20 pixels at 160), anywhere, white with an alpha of 125 to 250. A mark is a function of seed and
 * picture's number alone.
 *
 * <pre>{@code
 * Watermark third = RandomMarks.of(42).watermark(2);
 * }</pre>
 *
 * @param seed of the random numbers
 * @param fonts of which each is as probable; at least one
 */
public record RandomMarks(long seed, List<FontChoice> fonts) {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int SHORTEST = 8;
    private static final int LONGEST = 12;
    private static final int FAINTEST = 125;
    private static final int STRONGEST = 250;

    /** @throws InputException when there is no font */
    public RandomMarks {
        fonts = List.copyOf(fonts);
        InputException.require(!fonts.isEmpty(), () -> "Random marks need at least one font, but came none.");
    }

    /** Marks in the shipped font. */
    public static RandomMarks of(long seed) {
        return new RandomMarks(seed, List.of(FontChoice.SHIPPED));
    }

    /** The same in other fonts. */
    public RandomMarks fonts(List<FontChoice> newFonts) {
        return new RandomMarks(seed, newFonts);
    }

    /**
     * The mark of a picture.
     *
     * @param index of the picture in the set, from 0 on
     */
    public Watermark watermark(long index) {
        Rng rng = Rng.of(seed).split("random marks").split(index);
        String word = word(rng);
        FontChoice font = fonts.get(rng.nextInt(fonts.size()));
        int alpha = FAINTEST + rng.nextInt(STRONGEST - FAINTEST + 1);
        return Watermark.of(TextMark.of(word)
                .font(font)
                .size(Length.percent(12.5))
                .fill(Colour.WHITE.withAlpha(alpha))
                .noShadow()
                .opacity(1)
                .placement(Placement.within(rng.nextDouble(), rng.nextDouble()))
                .build());
    }

    private static String word(Rng rng) {
        StringBuilder word = new StringBuilder();
        int length = SHORTEST + rng.nextInt(LONGEST - SHORTEST + 1);
        while (word.length() < length) {
            word.append(CHARACTERS.charAt(rng.nextInt(CHARACTERS.length())));
        }
        return word.toString();
    }
}
