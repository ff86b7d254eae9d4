package ai.vivace.trees;

import ai.vivace.base.Rng;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which columns a node may look at: those of its tree, of which it draws a share, and only such as may come together with those on the way
 * to it.
 */
final class AllowedColumns {
    private final boolean[] ofTree;
    private final boolean[][] together;
    private final double share;
    private final @Nullable Rng draws;

    /**
     * The columns of a tree.
     *
     * @param together see {@link Constraints#together}; no sets for all with all
     * @param share of the tree's columns that each node draws
     * @param draws where from; null where each node has all
     */
    AllowedColumns(boolean[] ofTree, boolean[][] together, double share, @Nullable Rng draws) {
        this.ofTree = ofTree;
        this.together = together;
        this.share = share;
        this.draws = draws;
    }

    boolean isOfTree(int column) {
        return ofTree[column];
    }

    /** Whether each node has columns of its own that depend on its number. */
    boolean areDrawnByNode() {
        return draws != null;
    }

    /**
     * The columns of a node.
     *
     * @param id the node's number in its tree, which decides what it draws
     * @param used the columns on the way to it
     */
    boolean[] of(int id, BitSet used) {
        boolean[] allowed = ofTree.clone();
        if (together.length > 0 && !used.isEmpty()) {
            for (int column = 0; column < allowed.length; column++) {
                allowed[column] &= used.get(column) || goesWith(column, used);
            }
        }
        if (draws != null) {
            keepShare(allowed, draws.split(id));
        }
        return allowed;
    }

    private boolean goesWith(int column, BitSet used) {
        for (boolean[] set : together) {
            if (set[column] && used.stream().allMatch(other -> set[other])) {
                return true;
            }
        }
        return false;
    }

    private void keepShare(boolean[] allowed, Rng rng) {
        int candidates = 0;
        for (boolean one : allowed) {
            candidates += one ? 1 : 0;
        }
        int wanted = (int) Math.max(1, Math.rint(share * candidates));
        for (int column = 0; column < allowed.length; column++) {
            if (allowed[column]) {
                // Each of the remaining is as likely to be among those still wanted.
                boolean kept = rng.nextInt(candidates) < wanted;
                candidates--;
                wanted -= kept ? 1 : 0;
                allowed[column] = kept;
            }
        }
    }
}
