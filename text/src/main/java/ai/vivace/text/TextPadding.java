package ai.vivace.text;

/** Where texts that are shorter than others of their batch are filled up. */
public enum TextPadding {
    /** Behind: for networks that look at a mask. */
    BEHIND,
    /** Before: for recurrent networks and generation, whose last place is then a token of each text. */
    BEFORE,
    /** As fastai: whole pieces of 72 before, the rest behind, so that recurrent networks that read in pieces of 72 can pass over padding. */
    BEFORE_IN_PIECES;

    /** fastai's length of a piece. */
    static final int PIECE = 72;

    /** How many of so many filling tokens stand before the text. */
    public int before(int filling) {
        return switch (this) {
            case BEHIND -> 0;
            case BEFORE -> filling;
            case BEFORE_IN_PIECES -> filling / PIECE * PIECE;
        };
    }
}
