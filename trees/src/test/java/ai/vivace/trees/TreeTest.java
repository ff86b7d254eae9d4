package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TreeTest {
    private static final double[] NOTHING = {0};

    /** A root at 1, whose left child is divided at 0 where missing values go left. */
    private static Tree tree(int below, int toLeft, int toRight, int right) {
        Tree.Builder builder = new Tree.Builder();
        for (int node = 0; node < 5; node++) {
            builder.leaf(new double[] {10 * node}, 1, 1, 0);
        }
        builder.split(0, 0, 1, Tree.Side.RIGHT, below, right, 7);
        builder.split(below, 1, 0, Tree.Side.LEFT, toLeft, toRight, 3);
        return builder.build();
    }

    @Test
    void childrenMayHaveAnyNumbersBehindTheirParents() {
        Tree pairs = tree(1, 3, 4, 2);
        Tree lines = tree(1, 2, 3, 4);
        float[][] rows = {{0, -1}, {0, 1}, {0, Float.NaN}, {2, 0}, {Float.NaN, 0}};
        int[] leafOfPairs = {3, 4, 3, 2, 2};
        int[] leafOfLines = {2, 3, 2, 4, 4};
        for (int i = 0; i < rows.length; i++) {
            assertThat(pairs.leaf(rows[i])).isEqualTo(leafOfPairs[i]);
            assertThat(lines.leaf(rows[i])).isEqualTo(leafOfLines[i]);
        }
        for (Tree tree : new Tree[] {pairs, lines}) {
            assertThat(tree.feature(1)).isEqualTo(1);
            assertThat(tree.threshold(1)).isZero();
            assertThat(tree.missingGoesLeft(1)).isTrue();
            assertThat(tree.gain(0)).isEqualTo(7);
            assertThat(tree.gain(1)).isEqualTo(3);
            assertThat(tree.depth()).isEqualTo(2);
        }
        assertThat(new int[] {pairs.right(0), pairs.right(1)}).containsExactly(2, 4);
        assertThat(new int[] {lines.right(0), lines.right(1)}).containsExactly(4, 3);
    }

    @Test
    void aLeafLooksAtNothing() {
        Tree.Builder alone = new Tree.Builder();
        alone.leaf(NOTHING, 1, 1, 0);
        for (Tree tree : new Tree[] {alone.build(), tree(1, 3, 4, 2), tree(1, 2, 3, 4)}) {
            int leaf = tree.nodes() == 1 ? 0 : tree.leaf(new float[] {0, -1});
            assertThat(tree.isLeaf(leaf)).isTrue();
            assertThat(tree.feature(leaf)).isEqualTo(-1);
            assertThat(tree.threshold(leaf)).isNaN();
            assertThat(tree.levels(leaf)).isNull();
            assertThat(tree.gain(leaf)).isZero();
            assertThat(tree.missingGoesLeft(leaf)).isFalse();
            assertThat(tree.goesLeft(leaf, 0)).isFalse();
        }
    }
}
