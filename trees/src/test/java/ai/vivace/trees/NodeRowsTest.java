package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeRowsTest {
    private static final int ROWS = 3 * NodeRows.LARGE + 17;
    private static final BinnedData DATA = data();

    /** A column of bytes and one of chars. */
    private static BinnedData data() {
        Rng rng = Rng.of(3);
        float[][] values = new float[2][ROWS];
        for (int row = 0; row < ROWS; row++) {
            values[0][row] = rng.nextInt(100);
            values[1][row] = rng.nextInt(1000);
        }
        try (Workers workers = new Workers(1)) {
            return BinnedData.fit(
                    Features.of(List.of(Feature.numeric("narrow"), Feature.numeric("wide")), values),
                    Binning.exact(),
                    BinnedData.RowLayout.PACKED,
                    Rng.of(1),
                    workers);
        }
    }

    private static Separation separation(int begin, int end, int feature, int bin) {
        Split split = new Split(feature, bin, null, false, 1, 0);
        return new Separation(
                begin, end, feature, split.goesLeft(DATA.bins(feature).count()));
    }

    private static int[] rows(NodeRows nodeRows, int begin, int end) {
        return IntStream.range(begin, end)
                .map(i -> NodeRows.row(nodeRows.located()[i]))
                .toArray();
    }

    @Test
    void rowsThatGoLeftComeFirstAndEachSideKeepsItsOrder() {
        try (Workers workers = new Workers(3)) {
            for (int feature = 0; feature < 2; feature++) {
                int column = feature;
                int bin = DATA.bins(feature).count() / 3;
                assertThat(DATA.isWide(feature)).isEqualTo(feature == 1);
                IntPredicate isLeft = row -> DATA.bin(column, row) <= bin;
                int[] left = IntStream.range(100, ROWS).filter(isLeft).toArray();
                int[] right = IntStream.range(100, ROWS).filter(isLeft.negate()).toArray();

                NodeRows one = new NodeRows(ROWS, workers);
                one.startWithAll(ROWS);
                int middle = one.partition(separation(100, ROWS, feature, bin), DATA);
                NodeRows together = new NodeRows(ROWS, workers);
                together.startWithAll(ROWS);
                int same = together.partition(List.of(separation(100, ROWS, feature, bin)), DATA)[0];

                assertThat(left).hasSizeGreaterThan(1000);
                for (NodeRows nodeRows : List.of(one, together)) {
                    assertThat(rows(nodeRows, 0, 100)).isSorted().endsWith(99);
                    assertThat(rows(nodeRows, 100, 100 + left.length)).containsExactly(left);
                    assertThat(rows(nodeRows, 100 + left.length, ROWS)).containsExactly(right);
                }
                assertThat(middle).isEqualTo(100 + left.length);
                assertThat(same).isEqualTo(middle);
            }
        }
    }

    @Test
    void severalNodesAreDividedAsOneByOne() {
        int half = NodeRows.LARGE + 5;
        List<Separation> nodes = List.of(
                separation(3, half, 0, 20),
                separation(half, half + 40, 1, 300),
                separation(half + 40, half + 41, 0, 50),
                separation(half + 50, ROWS - 9, 1, 700));
        try (Workers workers = new Workers(3)) {
            NodeRows together = new NodeRows(ROWS, workers);
            together.startWithAll(ROWS);
            int[] middles = together.partition(nodes, DATA);
            NodeRows one = new NodeRows(ROWS, workers);
            one.startWithAll(ROWS);

            assertThat(nodes.stream().mapToInt(node -> one.partition(node, DATA)))
                    .containsExactly(IntStream.of(middles).boxed().toArray(Integer[]::new));
            assertThat(together.located()).containsExactly(one.located());
            assertThat(middles[0]).isBetween(1000, half - 1000);
        }
    }

    @Test
    void rowsTakeTheirPlacesWithThem() {
        try (Workers workers = new Workers(1)) {
            NodeRows nodeRows = new NodeRows(ROWS, workers);
            nodeRows.start(new int[] {4, 7, 1_000, ROWS - 1}, 4);
            nodeRows.move(1, 3, 2_000_000_000);
            int bin = DATA.bin(0, 7);
            int middle = nodeRows.partition(separation(0, 4, 0, bin), DATA);
            for (int i = 0; i < 4; i++) {
                int row = NodeRows.row(nodeRows.located()[i]);
                int place = NodeRows.place(nodeRows.located()[i]);
                assertThat(DATA.bin(0, row) <= bin).isEqualTo(i < middle);
                assertThat(place)
                        .isEqualTo(
                                row == 4
                                        ? 4
                                        : 2_000_000_000
                                                + List.of(7, 1_000, ROWS - 1).indexOf(row));
            }
            int[] copied = new int[4];
            nodeRows.copyRows(1, 3, copied);
            assertThat(copied).containsExactly(0, rows(nodeRows, 1, 2)[0], rows(nodeRows, 2, 3)[0], 0);
        }
    }

    @Test
    void joiningUndoesAPartition() {
        try (Workers workers = new Workers(1)) {
            NodeRows nodeRows = new NodeRows(ROWS, workers);
            nodeRows.startWithAll(ROWS);
            for (int bin : new int[] {0, DATA.bins(0).count() / 3, DATA.bins(0).count() - 1}) {
                int middle = nodeRows.partition(separation(50, 5_000, 0, bin), DATA);
                nodeRows.join(50, middle, 5_000);
                assertThat(rows(nodeRows, 0, ROWS))
                        .containsExactly(IntStream.range(0, ROWS).toArray());
            }
        }
    }
}
