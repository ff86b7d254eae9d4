package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void sizesAreCountedFromBothEnds() {
        Shape shape = Shape.of(64, 3, 32);
        assertThat(shape.rank()).isEqualTo(3);
        assertThat(shape.size(0)).isEqualTo(64);
        assertThat(shape.size(-1)).isEqualTo(32);
        assertThat(shape.elements()).isEqualTo(64 * 3 * 32);
        assertThat(shape)
                .hasToString("[64, 3, 32]")
                .isEqualTo(Shape.of(64, 3, 32))
                .hasSameHashCodeAs(Shape.of(64, 3, 32));
        assertThatThrownBy(() -> shape.size(3))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("no dimension 3");
        assertThatThrownBy(() -> shape.size(-4)).hasMessageContaining("[64, 3, 32] has no dimension -4");
    }

    @Test
    void scalarHasOneElementAndAnEmptyDimensionNone() {
        assertThat(Shape.of().elements()).isEqualTo(1);
        assertThat(Shape.of(0, 5).elements()).isZero();
        assertThat(Shape.of(2).prepend(7).withoutFirst()).isEqualTo(Shape.of(2));
        assertThatThrownBy(() -> Shape.of().withoutFirst()).isInstanceOf(TensorException.class);
    }

    @Test
    void sizesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> Shape.of(2, -1))
                .isInstanceOf(TensorException.class)
                .hasMessageContaining("[2, -1]");
        for (Shape huge :
                new Shape[] {Shape.of(1L << 40, 1L << 40), Shape.of(1L << 62, 2), Shape.of(1L << 32, 1L << 32)}) {
            assertThatThrownBy(huge::elements)
                    .isInstanceOf(TensorException.class)
                    .hasMessageContaining("more elements than can be counted");
        }
    }

    @Test
    void shapeDoesNotFollowTheArrayItWasMadeFrom() {
        long[] sizes = {2, 3};
        Shape shape = Shape.of(sizes);
        sizes[0] = 9;
        shape.toArray()[1] = 9;
        assertThat(shape).isEqualTo(Shape.of(2, 3));
    }
}
