package ai.vivace.text.model;

import ai.vivace.base.InputException;

/**
 * The heads of an attention.
 *
 * @param count heads of the queries
 * @param keyValueCount heads of keys and values, of which the count is a multiple: query head i reads head i · keyValueCount / count (grouped
 *     queries, Ainslie 2023); as many as the count for plain attention, 1 for one that all share
 * @param width features of a head
 */
public record Heads(int count, int keyValueCount, long width) {
    private static final int MOST = 1 << 16;

    public Heads {
        int givenCount = count;
        int givenKeys = keyValueCount;
        long givenWidth = width;
        InputException.require(
                count > 0
                        && count <= MOST
                        && keyValueCount > 0
                        && count % keyValueCount == 0
                        && width > 0
                        && width <= MOST,
                () ->
                        "Attention needs heads of a width above 0, as many as or a multiple of those of keys and values, but came "
                                + givenCount + " heads of width " + givenWidth + " and " + givenKeys
                                + " of keys and values.");
    }

    /** Plain heads that divide a model's width among themselves. */
    public static Heads of(int count, long modelWidth) {
        return of(count, count, modelWidth);
    }

    /** Heads in groups that divide a model's width among themselves. */
    public static Heads of(int count, int keyValueCount, long modelWidth) {
        InputException.require(
                count > 0 && modelWidth > 0 && modelWidth % count == 0,
                () -> "A width of " + modelWidth + " cannot be divided among " + count + " heads.");
        return new Heads(count, keyValueCount, modelWidth / count);
    }

    /** Features of all queries together. */
    public long queryWidth() {
        return count * width;
    }

    /** Features of all keys together, and of all values. */
    public long keyWidth() {
        return keyValueCount * width;
    }
}
