package ai.vivace.tensor;

import ai.vivace.base.InputException;
import java.util.Locale;
import org.bytedeco.pytorch.global.torch;

/**
 * Where tensors live and operations run.
 *
 * @param kind the sort of device
 * @param index which of several; 0 for the CPU
 */
public record Device(Kind kind, int index) {
    /** The sorts of device. */
    public enum Kind {
        CPU,
        CUDA,
        MPS
    }

    /** The processor. */
    public static final Device CPU = new Device(Kind.CPU, 0);

    public Device {
        InputException.require(
                index >= 0 && (kind == Kind.CUDA || index == 0),
                () -> "There is no device " + kind + ":" + index + ".");
    }

    /**
     * The device of a name: {@code cpu}, {@code cuda}, {@code cuda:1}, {@code mps}, or {@code auto} for the best one here.
     *
     * @throws InputException when the name is none of these or this machine has no such device
     */
    public static Device of(String name) {
        String[] parts = name.strip().toLowerCase(Locale.ROOT).split(":", 2);
        int index = parts.length == 2 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : 0;
        boolean wellFormed = parts.length == 1 || parts[1].matches("\\d{1,3}");
        Device device = !wellFormed
                ? null
                : switch (parts[0]) {
                    case "auto" -> best();
                    case "cpu" -> CPU;
                    case "cuda" -> new Device(Kind.CUDA, index);
                    case "mps" -> new Device(Kind.MPS, 0);
                    default -> null;
                };
        if (device == null) {
            throw new InputException("Unknown device \"" + name + "\". Give cpu, cuda, cuda:1, mps or auto.");
        }
        if (!device.isPresent()) {
            throw new InputException("This machine has no device " + device
                    + " that the engine can use. Use cpu, or run `vivace doctor` to see why.");
        }
        return device;
    }

    /** The fastest device of this machine: CUDA where there is one, else the CPU. */
    public static Device best() {
        Device cuda = new Device(Kind.CUDA, 0);
        return cuda.isPresent() ? cuda : CPU;
    }

    /** Whether this machine has the device and the engine can use it. */
    public boolean isPresent() {
        Native.ready();
        return switch (kind) {
            case CPU -> true;
            case CUDA -> torch.cuda_is_available() && index < torch.getNumGPUs();
            case MPS -> torch.hasMPS();
        };
    }

    org.bytedeco.pytorch.Device toNative() {
        return new org.bytedeco.pytorch.Device(toString());
    }

    static Device of(org.bytedeco.pytorch.Device device) {
        if (device.is_cuda()) {
            return new Device(Kind.CUDA, Math.max(0, device.index()));
        }
        return device.is_mps() ? new Device(Kind.MPS, 0) : CPU;
    }

    /** As {@link #of(String)} reads it. */
    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
            case MPS -> "mps";
        };
    }
}
