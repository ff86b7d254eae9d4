package ai.vivace.text.token;

import ai.vivace.base.InputException;

/**
 * How texts that are too long are cut.
 *
 * @param length how many tokens there may be, special ones among them; at least 1
 * @param strategy which of two texts is cut
 * @param away which end is cut off
 */
public record Truncation(int length, Strategy strategy, Side away) {
    /** Which of two texts is cut. */
    public enum Strategy {
        /** The longer one, then both to equal lengths. */
        LONGEST_FIRST,
        /** The first. */
        ONLY_FIRST,
        /** The second. */
        ONLY_SECOND
    }

    public Truncation {
        int tokens = length;
        InputException.require(tokens >= 1, () -> "Texts may have at least 1 token, but came " + tokens + ".");
    }

    /** The longer text is cut at its end. */
    public static Truncation to(int length) {
        return new Truncation(length, Strategy.LONGEST_FIRST, Side.RIGHT);
    }

    /** Cuts one text so that it and what is added fit. */
    void apply(IdList text, int added) {
        if (text.size() + added > length) {
            InputException.require(
                    strategy != Strategy.ONLY_SECOND,
                    () -> "The second text is to be cut, but there is one text. Cut the first or the longest.");
            text.cut(room(added), away);
        }
    }

    /** Cuts two texts so that they and what is added fit. */
    void apply(IdList first, IdList second, int added) {
        int room = room(added);
        int over = first.size() + second.size() - room;
        if (over <= 0) {
            return;
        }
        if (strategy == Strategy.LONGEST_FIRST) {
            int shorter = Math.min(first.size(), second.size());
            int longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
            if (shorter + longer > room) {
                shorter = room / 2;
                longer = shorter + room % 2;
            }
            boolean swapped = first.size() > second.size();
            first.cut(swapped ? longer : shorter, away);
            second.cut(swapped ? shorter : longer, away);
            return;
        }
        IdList cut = strategy == Strategy.ONLY_FIRST ? first : second;
        InputException.require(
                cut.size() > over,
                () -> "The " + (cut == first ? "first" : "second") + " text has " + cut.size() + " tokens, but " + over
                        + " must go for both to fit " + length + ". Cut the longest instead, or allow more.");
        cut.cut(cut.size() - over, away);
    }

    private int room(int added) {
        InputException.require(
                added <= length,
                () -> "Texts may have " + length + " tokens, but " + added + " special ones are added. Allow more.");
        return length - added;
    }
}
