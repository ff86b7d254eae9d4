package ai.vivace.tensor;

import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * Mixed precision on this thread while it is open: matrix products and convolutions run in bfloat16, everything that needs
 * range or precision in float32; parameters and gradients stay float32.
 */
public final class Autocast implements AutoCloseable {
    static {
        Native.ready();
    }

    private final DeviceType type;
    private final boolean before;

    private Autocast(DeviceType type) {
        this.type = type;
        this.before = torch.is_autocast_enabled(type);
        torch.set_autocast_dtype(type, DType.BFLOAT16.scalarType);
        torch.set_autocast_enabled(type, true);
    }

    /** Switches mixed precision on for a device, until it is closed. */
    public static Autocast bfloat16(Device device) {
        return new Autocast(device.kind() == Device.Kind.CUDA ? DeviceType.CUDA : DeviceType.CPU);
    }

    @Override
    public void close() {
        torch.set_autocast_enabled(type, before);
        // Parameters cast inside are cached; without this, the next call would see their old values.
        torch.clear_cache();
    }
}
