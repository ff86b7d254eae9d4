package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sequences of different lengths without the steps that do not count, in the engine's order: the first steps of all, longest sequence
 * first, then the second ones and so on. Where the steps that do not count stand does not matter.
 */
public final class PackedSequences {
    /** Runs all steps of some sequences. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs them.
         *
         * @param input packed, [rows of all steps, width], or [N, steps, width] where all steps count
         * @param rows how many sequences have each step, int64; null where all steps count
         * @param state before the first step, in the order of the input
         */
        RecurrentOutput run(Tensor input, @Nullable Tensor rows, RecurrentState state);
    }

    private final long items;
    private final long steps;
    private final long active;
    private final Tensor order;
    private final Tensor back;
    private final Tensor taken;
    private final Tensor placed;
    private final Tensor rows;

    private PackedSequences(int[][] places, int steps) {
        this.items = places.length;
        this.steps = steps;
        int[] byLength = IntStream.range(0, places.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(places[b].length, places[a].length))
                .mapToInt(Integer::intValue)
                .toArray();
        int longest = places.length == 0 ? 0 : places[byLength[0]].length;
        long[] counts = new long[longest];
        long[] from = new long[Arrays.stream(places).mapToInt(row -> row.length).sum()];
        long[] to = new long[Math.multiplyExact(places.length, steps)];
        Arrays.fill(to, from.length);
        int next = 0;
        for (int step = 0; step < longest; step++) {
            while (counts[step] < places.length && places[byLength[(int) counts[step]]].length > step) {
                int row = byLength[(int) counts[step]];
                int place = row * steps + places[row][step];
                from[next] = place;
                to[place] = next;
                next++;
                counts[step]++;
            }
        }
        long[] inverse = new long[places.length];
        for (int i = 0; i < byLength.length; i++) {
            inverse[byLength[i]] = i;
        }
        active = longest == 0 ? 0 : counts[0];
        order = Tensor.ofLongs(Arrays.stream(byLength).asLongStream().toArray());
        back = Tensor.ofLongs(inverse);
        taken = Tensor.ofLongs(from);
        placed = Tensor.ofLongs(to);
        rows = Tensor.ofLongs(counts);
    }

    /**
     * The order for a mask.
     *
     * @param mask [N, steps], true or not 0 for the steps that count
     */
    public static PackedSequences of(Tensor mask) {
        InputException.require(
                mask.rank() == 2, () -> "A mask of steps has the shape [N, steps], but came " + mask.shape() + ".");
        int items = (int) mask.size(0);
        int steps = (int) mask.size(1);
        long[] values = mask.toLongs();
        int[][] places = new int[items][];
        for (int i = 0; i < items; i++) {
            int start = i * steps;
            places[i] = IntStream.range(0, steps)
                    .filter(step -> values[start + step] != 0)
                    .toArray();
        }
        return new PackedSequences(places, steps);
    }

    /**
     * Runs the steps that count. Others leave the state as it is and give zeros.
     *
     * @param input [N, steps, width]
     * @param outputs features of a step that come out
     */
    public RecurrentOutput run(Tensor input, RecurrentState state, long outputs, Runner runner) {
        check(input.shape());
        if (taken.elements() == items * steps) {
            return runner.run(input, null, state);
        }
        if (active == 0) {
            Tensor nothing = Tensor.zeros(Shape.of(items, steps, outputs), input.dtype());
            return new RecurrentOutput(nothing.to(input.device()), state);
        }
        RecurrentOutput result = runner.run(pack(input), rows, state.map(this::packState));
        List<Tensor> after = new ArrayList<>();
        for (int i = 0; i < state.parts().size(); i++) {
            after.add(unpackState(result.state().parts().get(i), state.parts().get(i)));
        }
        return new RecurrentOutput(unpack(result.output()), RecurrentState.of(after));
    }

    /** [N, steps, width] to [rows of all steps, width]. */
    private Tensor pack(Tensor input) {
        return input.reshape(items * steps, input.size(2)).indexSelect(0, taken.to(input.device()));
    }

    /** Back to [N, steps, width], with zeros for the steps that do not count. */
    private Tensor unpack(Tensor packed) {
        long width = packed.size(1);
        Tensor nothing = packed.narrow(0, 0, 1).detach().zerosLike();
        return Tensor.cat(List.of(packed, nothing), 0)
                .indexSelect(0, placed.to(packed.device()))
                .reshape(items, steps, width);
    }

    /** States [layers, N, width] in the engine's order, without those of sequences that have no step. */
    private Tensor packState(Tensor state) {
        return state.indexSelect(1, order.to(state.device())).narrow(1, 0, active);
    }

    /** States in the order of the items; those of sequences that have no step stay what they were. */
    private Tensor unpackState(Tensor after, Tensor before) {
        Tensor ordered = before.indexSelect(1, order.to(before.device()));
        Tensor all = active == items ? after : Tensor.cat(List.of(after, ordered.narrow(1, active, items - active)), 1);
        return all.indexSelect(1, back.to(after.device()));
    }

    private void check(Shape input) {
        InputException.require(
                input.rank() == 3 && items == input.size(0) && steps == input.size(1),
                () -> "The mask is for sequences [" + items + ", " + steps + ", width], but came " + input + ".");
    }
}
