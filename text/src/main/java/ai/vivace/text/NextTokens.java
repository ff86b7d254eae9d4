package ai.vivace.text;

import ai.vivace.data.Array;
import ai.vivace.data.DataSet;
import ai.vivace.data.IncompleteBatch;
import ai.vivace.data.Item;
import ai.vivace.data.Loader;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Shape;
import java.util.Arrays;

/** What language models learn from: tokens, and the same one token later. */
final class NextTokens {
    private NextTokens() {}

    /** All tokens but the last as input, all but the first as target. */
    static Item item(long[] tokens) {
        Shape shape = Shape.of(tokens.length - 1);
        return new Item(
                new Array.Longs(shape, Arrays.copyOf(tokens, tokens.length - 1)),
                new Array.Longs(shape, Arrays.copyOfRange(tokens, 1, tokens.length)));
    }

    /** Items in their own order, all of them. */
    static Loader loader(DataSet items, int batchSize, int workers, Device device) {
        return Loader.of(items)
                .batchSize(batchSize)
                .workers(workers)
                .ordered()
                .incompleteBatch(IncompleteBatch.KEEP)
                .device(device)
                .build();
    }
}
