package ai.vivace.table;

import java.nio.charset.StandardCharsets;

/**
 * Different texts by number, as UTF-8 one behind the other.
 *
 * @param utf8 all texts
 * @param ends where each ends
 */
record Texts(byte[] utf8, int[] ends) {
    int size() {
        return ends.length;
    }

    String get(int number) {
        int from = number == 0 ? 0 : ends[number - 1];
        return new String(utf8, from, ends[number] - from, StandardCharsets.UTF_8);
    }

    long bytes() {
        return utf8.length + 4L * ends.length;
    }
}
