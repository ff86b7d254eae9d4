package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.nn.Conv2d;
import ai.vivace.nn.DropBlock2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Sequential;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RisingDropBlockTest {
    @Test
    void nothingIsDroppedAtFirstAndMoreAndMoreLater() {
        DropBlock2d block = DropBlock2d.of(0.5, 2);
        Sequential model = Sequential.of(
                Conv2d.of(1, 8, 1).build(), block, Flatten.of(), Linear.of(8L * Tiles.HEIGHT * Tiles.WIDTH, 3));
        List<Double> shares = new ArrayList<>();
        Callback look = new Callback() {
            @Override
            public Signal beforeBatch(BatchContext batch) {
                Tensor ones = Tensor.ones(Shape.of(8, 8, Tiles.HEIGHT, Tiles.WIDTH));
                shares.add(block.apply(ones).eq(0).sum().item() / ones.elements());
                return Signal.CONTINUE;
            }
        };
        try (Learner learner = Learner.of(Tiles.data(0), model)
                .callbacks(RisingDropBlock.linear(), look)
                .build()) {
            learner.fit(2, 1e-3);
        }
        assertThat(shares).hasSize(8).isSorted();
        assertThat(shares.get(0)).isZero();
        assertThat(shares.get(7)).isBetween(0.25, 0.5);
        model.train();
        Tensor ones = Tensor.ones(Shape.of(8, 8, 8, 6));
        assertThat(block.apply(ones).eq(0).sum().item() / ones.elements()).isGreaterThan(shares.get(6));
    }
}
