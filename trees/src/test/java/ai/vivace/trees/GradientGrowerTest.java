package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import org.junit.jupiter.api.Test;

class GradientGrowerTest {
    private static final TestData DATA = TestData.exclusiveOr(6000, 3);

    private static Tree grow(Growth growth, long memory, int threads) {
        try (Workers workers = new Workers(threads)) {
            BinnedData data = BinnedData.fit(
                    DATA.features(), Binning.standard(), BinnedData.RowLayout.PACKED, Rng.of(1), workers);
            GradientGrower grower = new GradientGrower(data, growth, new int[data.features()], memory, workers);
            long sum = 0;
            for (int row = 0; row < data.rows(); row++) {
                grower.gradients()[row] = Packed.of(DATA.target().value(row) > 0 ? -50 : 50, 25);
                sum += grower.gradients()[row];
            }
            boolean[] all = {true, true, true, true, true};
            return grower.grow(
                            new GradientUnits(0.01, 0.01),
                            sum,
                            null,
                            new AllowedColumns(all, new boolean[0][], 1, null),
                            1)
                    .build();
        }
    }

    @Test
    void treesDoNotDependOnTheMemoryForHistograms() {
        for (Growth growth :
                new Growth[] {Growth.standard(), Growth.standard().depth(0).leaves(40)}) {
            Tree tree = grow(growth, Long.MAX_VALUE, 1);
            assertThat(tree.leaves()).isGreaterThan(30);
            for (int threads : new int[] {1, 3}) {
                assertThat(TestData.signature(grow(growth, 0, threads))).isEqualTo(TestData.signature(tree));
                assertThat(TestData.signature(grow(growth, 500_000, threads))).isEqualTo(TestData.signature(tree));
            }
        }
    }

    @Test
    void innerNodesHaveTheWeightsAndRowsOfTheirChildren() {
        Tree tree = grow(Growth.standard(), Long.MAX_VALUE, 2);
        assertThat(tree.weight(0)).isEqualTo(6000 * 0.25);
        assertThat(tree.rows(0)).isEqualTo(6000);
        for (int node = 0; node < tree.nodes(); node++) {
            if (!tree.isLeaf(node)) {
                assertThat(tree.weight(tree.left(node)) + tree.weight(tree.right(node)))
                        .isCloseTo(tree.weight(node), within(1e-9));
                assertThat(tree.rows(tree.left(node)) + tree.rows(tree.right(node)))
                        .isEqualTo(tree.rows(node));
            }
        }
    }
}
