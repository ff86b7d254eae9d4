package ai.vivace.text.token;

import java.util.Arrays;

/** Numbers of tokens being gathered, and where each stands in the original. */
final class IdList {
    private int[] ids = new int[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int size;

    void add(int id, int start, int end) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        ids[size] = id;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** Adds a token that is made of what stands between two places of a text. */
    void add(int id, AlignedText text, int from, int to) {
        add(id, text.start(from), text.end(to - 1));
    }

    int size() {
        return size;
    }

    int id(int place) {
        return ids[place];
    }

    int start(int place) {
        return starts[place];
    }

    int end(int place) {
        return ends[place];
    }

    int[] ids() {
        return Arrays.copyOf(ids, size);
    }

    /** Keeps so many of the first, or of the last. */
    void cut(int length, Side away) {
        if (length >= size) {
            return;
        }
        if (away == Side.LEFT) {
            int from = size - length;
            System.arraycopy(ids, from, ids, 0, length);
            System.arraycopy(starts, from, starts, 0, length);
            System.arraycopy(ends, from, ends, 0, length);
        }
        size = length;
    }

    /** Leaves out blanks of the original at both ends of each token. */
    void trim(String original) {
        for (int i = 0; i < size; i++) {
            while (starts[i] < ends[i] && original.charAt(starts[i]) == ' ') {
                starts[i]++;
            }
            while (ends[i] > starts[i] && original.charAt(ends[i] - 1) == ' ') {
                ends[i]--;
            }
        }
    }
}
