package ai.vivace.tensor;

import java.util.function.Supplier;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Mixed precision: matrix products and convolutions run in bfloat16, everything that needs range or precision in float32;
 * parameters and gradients stay float32.
 */
public final class Autocast {
    static {
        Native.ready();
    }

    private Autocast() {}

    /** Runs with mixed precision on. */
    public static <T> T bfloat16(Device device, Supplier<T> body) {
        DeviceType type = device.kind() == Device.Kind.CUDA ? DeviceType.CUDA : DeviceType.CPU;
        boolean before = torch.is_autocast_enabled(type);
        torch.set_autocast_dtype(type, DType.BFLOAT16.scalarType);
        torch.set_autocast_enabled(type, true);
        try {
            return body.get();
        } finally {
            torch.set_autocast_enabled(type, before);
            // Parameters cast inside are cached; without this, the next call would see their old values.
            torch.clear_cache();
        }
    }
}
