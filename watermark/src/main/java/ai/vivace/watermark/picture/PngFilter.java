package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;

/** The five filters of PNG rows, forwards and back. */
final class PngFilter {
    private static final int NONE = 0;
    private static final int SUB = 1;
    private static final int UP = 2;
    private static final int AVERAGE = 3;
    private static final int PAETH = 4;

    private PngFilter() {}

    /**
     * Takes a filter off a row.
     *
     * @param row the filter's number, then the row's bytes; changed
     * @param above the row above in the same form, without filter
     * @param length of the row with the number
     */
    static void decode(byte[] row, byte[] above, int length, int step) {
        switch (row[0]) {
            case NONE -> {}
            case SUB -> {
                for (int i = 1 + step; i < length; i++) {
                    row[i] += row[i - step];
                }
            }
            case UP -> {
                for (int i = 1; i < length; i++) {
                    row[i] += above[i];
                }
            }
            case AVERAGE -> {
                for (int i = 1; i < length; i++) {
                    int left = i > step ? row[i - step] & 255 : 0;
                    row[i] += (byte) ((left + (above[i] & 255)) >> 1);
                }
            }
            case PAETH -> decodePaeth(row, above, length, step);
            default ->
                throw new InputException("Expected a PNG filter from 0 to 4, but found " + (row[0] & 255)
                        + ". The pixels are damaged; copy the file again.");
        }
    }

    private static void decodePaeth(byte[] row, byte[] above, int length, int step) {
        int first = Math.min(length, step + 1);
        for (int i = 1; i < first; i++) {
            row[i] += above[i];
        }
        for (int i = first; i < length; i++) {
            row[i] += (byte) paeth(row[i - step] & 255, above[i] & 255, above[i - step] & 255);
        }
    }

    private static int paeth(int left, int up, int corner) {
        int byLeft = Math.abs(up - corner);
        int byUp = Math.abs(left - corner);
        int byCorner = Math.abs(left + up - 2 * corner);
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    /**
     * Puts the filter on a row whose result has the smallest sum of absolute values, which the standard advises.
     *
     * @param row a byte to spare, then the row's bytes
     * @param filtered takes the results of the five filters, each with its number first
     * @return the best of them
     */
    static byte[] encode(byte[] row, byte[] above, int step, byte[][] filtered) {
        System.arraycopy(row, 1, filtered[NONE], 1, row.length - 1);
        sub(row, step, filtered[SUB]);
        up(row, above, filtered[UP]);
        average(row, above, step, filtered[AVERAGE]);
        paeth(row, above, step, filtered[PAETH]);
        byte[] best = filtered[NONE];
        long least = Long.MAX_VALUE;
        for (int filter = 0; filter < filtered.length; filter++) {
            filtered[filter][0] = (byte) filter;
            long size = size(filtered[filter]);
            if (size < least) {
                least = size;
                best = filtered[filter];
            }
        }
        return best;
    }

    private static long size(byte[] filtered) {
        long sum = 0;
        for (int i = 1; i < filtered.length; i++) {
            sum += Math.abs(filtered[i]);
        }
        return sum;
    }

    private static void sub(byte[] row, int step, byte[] to) {
        System.arraycopy(row, 1, to, 1, Math.min(step, row.length - 1));
        for (int i = 1 + step; i < row.length; i++) {
            to[i] = (byte) (row[i] - row[i - step]);
        }
    }

    private static void up(byte[] row, byte[] above, byte[] to) {
        for (int i = 1; i < row.length; i++) {
            to[i] = (byte) (row[i] - above[i]);
        }
    }

    private static void average(byte[] row, byte[] above, int step, byte[] to) {
        for (int i = 1; i < row.length; i++) {
            int left = i > step ? row[i - step] & 255 : 0;
            to[i] = (byte) (row[i] - ((left + (above[i] & 255)) >> 1));
        }
    }

    private static void paeth(byte[] row, byte[] above, int step, byte[] to) {
        int first = Math.min(row.length, step + 1);
        for (int i = 1; i < first; i++) {
            to[i] = (byte) (row[i] - above[i]);
        }
        for (int i = first; i < row.length; i++) {
            to[i] = (byte) (row[i] - paeth(row[i - step] & 255, above[i] & 255, above[i - step] & 255));
        }
    }
}
