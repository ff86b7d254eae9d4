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

    /** The columns of a node: what it draws depends on its path, what goes together on the columns of the nodes above. */
    boolean[] of(Node node) {
        boolean[] allowed = ofTree.clone();
        if (together.length > 0 && node.parent != null) {
            keepThoseThatGoWith(columnsAbove(node), allowed);
        }
        if (draws != null) {
            keepShare(allowed, share, draws.split(node.path));
        }
        return allowed;
    }

    private static BitSet columnsAbove(Node node) {
        BitSet columns = new BitSet();
        for (Node above = node.parent; above != null; above = above.parent) {
            columns.set(above.requireSplit().feature());
        }
        return columns;
    }

    private void keepThoseThatGoWith(BitSet used, boolean[] allowed) {
        for (int column = 0; column < allowed.length; column++) {
            allowed[column] &= used.get(column) || goesWith(column, used);
        }
    }

    private boolean goesWith(int column, BitSet used) {
        for (boolean[] set : together) {
            if (set[column] && used.stream().allMatch(other -> set[other])) {
                return true;
            }
        }
        return false;
    }

    /** Draws a share of the allowed columns, but at least one; the others are no longer allowed. */
    static void keepShare(boolean[] allowed, double share, Rng rng) {
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
