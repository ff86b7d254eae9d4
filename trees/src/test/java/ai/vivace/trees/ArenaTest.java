package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private static final int ROWS = 20_000;

    private static RowStore store(long... rooms) {
        float[] column = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            column[row] = row;
        }
        Features features = Features.of(List.of(Feature.numeric("row")), new float[][] {column});
        try (Workers workers = new Workers(1)) {
            return new RowStore(
                    BinnedData.fit(features, Binning.standard(), BinnedData.RowLayout.PACKED, Rng.of(1), workers),
                    rooms);
        }
    }

    @Test
    void stretchesLieBehindEachOtherUntilThereIsNoRoom() {
        Arena arena = store(1000).arena(0);
        int first = arena.reserve(600);
        assertThat(first).isGreaterThanOrEqualTo(ROWS);
        assertThat(arena.reserve(300)).isEqualTo(first + 600);
        assertThat(arena.reserve(101)).isEqualTo(Arena.NOWHERE);
        assertThat(arena.reserve(100)).isEqualTo(first + 900);
    }

    @Test
    void whatIsCutIsFreeAgainAndWhatIsBeforeIsNot() {
        Arena arena = store(1000).arena(0);
        int first = arena.reserve(400);
        int mark = arena.mark();
        int second = arena.reserve(600);
        arena.cut(mark);
        assertThat(arena.reserve(500)).isEqualTo(second);
        arena.clear();
        assertThat(arena.reserve(1000)).isEqualTo(first);
    }

    @Test
    void placesOfSeveralArenasAreApartAndHaveRoomForRows() {
        RowStore store = store(30_000, 5000, 5000);
        int[] first = new int[3];
        int[] rooms = {30_000, 5000, 5000};
        for (int i = 0; i < first.length; i++) {
            first[i] = store.arena(i).reserve(rooms[i]);
        }
        assertThat(first[1]).isEqualTo(first[0] + 30_000);
        assertThat(first[2]).isEqualTo(first[1] + 5000);
        int last = first[2] + 4999;
        for (int place = first[0]; place <= last; place++) {
            assertThat(store.slab(place).length).isGreaterThan(store.offset(place));
        }
        assertThat(store.gradients()).hasSizeGreaterThan(last);
    }
}
