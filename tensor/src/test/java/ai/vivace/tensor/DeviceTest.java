package ai.vivace.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTest {
    private static final Device CUDA = new Device(Device.Kind.CUDA, 0);

    @Test
    void namesAreReadWhateverTheirCase() {
        assertThat(Device.of(" CPU ")).isEqualTo(Device.CPU).hasToString("cpu");
        assertThat(Device.of("auto")).isEqualTo(Device.best());
        assertThat(new Device(Device.Kind.CUDA, 1)).hasToString("cuda:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpu", "cuda:", "cuda:x", "cuda:-1", "cuda:1:2"})
    void unknownNamesAreRefusedWithWhatThereIs(String name) {
        assertThatThrownBy(() -> Device.of(name))
                .isInstanceOf(InputException.class)
                .hasMessage("Unknown device \"" + name + "\". Give cpu, cuda, cuda:1, mps or auto.");
    }

    @Test
    void onlyCudaHasSeveral() {
        assertThatThrownBy(() -> new Device(Device.Kind.CPU, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Device(Device.Kind.CUDA, -1)).isInstanceOf(InputException.class);
    }

    @Test
    void deviceThatIsNotHereIsRefusedByName() {
        assumeThat(CUDA.isPresent()).isFalse();
        assertThatThrownBy(() -> Device.of("cuda"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no device cuda:0");
        assertThatThrownBy(() -> Tensor.of(1, 2).to(CUDA))
                .isInstanceOf(TensorException.class)
                .hasMessage("to cuda:0: this machine has no such device that the engine can use.");
    }
}
