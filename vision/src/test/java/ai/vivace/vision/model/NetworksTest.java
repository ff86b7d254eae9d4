package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
    private static final Shape DIGIT = Shape.of(1, 8, 8);

    @ParameterizedTest
    @CsvSource({"28, 2222", "64, 2222", "16, 1222", "8, 1122", "4, 1112", "1, 1111"})
    void simpleCnnHalvesThePictureOnlyAsOftenAsItsSizeAllows(int side, String strides) {
        try (UnaryLayer network = Networks.simpleCnn(Shape.of(1, side, side), 10);
                Scope scope = Scope.open()) {
            List<String> found = new ArrayList<>();
            network.walk((path, layer) -> {
                if (layer instanceof Conv2d convolution) {
                    found.add(
                            String.valueOf(convolution.settings().get("stride")).substring(1, 2));
                }
            });
            assertThat(String.join("", found)).isEqualTo(strides);
            assertThat(network.apply(Tensor.zeros(Shape.of(2, 1, side, side))).shape())
                    .isEqualTo(Shape.of(2, 10));
        }
    }

    @Test
    void networksForPicturesRefuseOtherInputs() {
        assertThatThrownBy(() -> Networks.simpleCnn(Shape.of(64), 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Use mlp");
        assertThatThrownBy(() -> BasicBlock.of(0, 1, 1)).isInstanceOf(InputException.class);
        try (UnaryLayer mlp = Networks.mlp(DIGIT, 128, 10)) {
            assertThat(mlp.parameterCount()).isEqualTo(64 * 128 + 128 + 128 * 10 + 10);
        }
    }
}
