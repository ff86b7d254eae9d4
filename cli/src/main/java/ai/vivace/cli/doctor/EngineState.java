package ai.vivace.cli.doctor;

import ai.vivace.base.VivaceException;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the engine loads on this machine. */
sealed interface EngineState {
    /**
     * It does.
     *
     * @param version of libtorch and its binding
     * @param instructions the instruction set chosen for this processor
     * @param devices the devices that can be used, by name
     */
    record Loaded(String version, String instructions, List<String> devices) implements EngineState {
        /** Copies the list. */
        public Loaded {
            devices = List.copyOf(devices);
        }
    }

    /**
     * It does not.
     *
     * @param reason what the loader or the engine said
     */
    record Failed(String reason) implements EngineState {}

    /** Loads the engine, and survives it when that fails. */
    static EngineState load() {
        try {
            Engine.start();
            List<String> devices = new ArrayList<>();
            for (Device.Kind kind : Device.Kind.values()) {
                Device device = new Device(kind, 0);
                if (device.isPresent()) {
                    devices.add(device.toString());
                }
            }
            return new Loaded(Engine.version(), Engine.cpuCapability(), devices);
        } catch (RuntimeException | LinkageError e) {
            return new Failed(reason(e));
        }
    }

    /** What the innermost cause says: the ones around it name classes of ours, not what is missing. */
    static String reason(Throwable thrown) {
        @Nullable String best = null;
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !(cause instanceof VivaceException && cause.getCause() != null)) {
                best = message;
            }
        }
        String told = best == null ? thrown.getClass().getSimpleName() : best;
        return told.lines().findFirst().orElse(told);
    }
}
