package ai.vivace.text.token;

import java.util.Arrays;

/** Finds all tokens that begin at a place of a text: a trie of UTF-16 units, its edges in one hash table. */
final class PieceTrie {
    private long[] keys = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int[] values = new int[1 << 10];
    private int edges;
    private int nodes = 1;

    PieceTrie() {
        values[0] = -1;
    }

    /** Puts a token in; a later value takes an earlier one's place. */
    void put(String token, int value) {
        int node = 0;
        for (int i = 0; i < token.length(); i++) {
            int child = child(node, token.charAt(i));
            node = child > 0 ? child : grow(node, token.charAt(i));
        }
        values[node] = value;
    }

    /** The node behind a node, or -1; 0 is where all begin. */
    int child(int node, char c) {
        long key = key(node, c);
        int slot = slot(key, keys.length);
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return targets[slot];
            }
            slot = slot + 1 & keys.length - 1;
        }
        return -1;
    }

    /** The value of the token that ends at a node; -1 when none does. */
    int value(int node) {
        return values[node];
    }

    private int grow(int node, char c) {
        if (++edges * 2 > keys.length) {
            enlarge();
        }
        int child = nodes++;
        if (child == values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[child] = -1;
        insert(key(node, c), child);
        return child;
    }

    private void enlarge() {
        long[] oldKeys = keys;
        int[] oldTargets = targets;
        keys = new long[oldKeys.length * 2];
        targets = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                insert(oldKeys[i], oldTargets[i]);
            }
        }
    }

    private void insert(long key, int child) {
        int slot = slot(key, keys.length);
        while (keys[slot] != 0) {
            slot = slot + 1 & keys.length - 1;
        }
        keys[slot] = key;
        targets[slot] = child;
    }

    /** Never 0. */
    private static long key(int node, char c) {
        return (node + 1L) << 16 | c;
    }

    private static int slot(long key, int room) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & room - 1;
    }
}
