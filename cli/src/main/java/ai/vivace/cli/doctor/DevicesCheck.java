package ai.vivace.cli.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What can compute, and why CUDA cannot where it cannot. */
record DevicesCheck(Supplier<EngineState> engine, boolean cudaBuild, boolean nvidiaDriver) implements Check {
    /** Whether this system has NVIDIA's driver. */
    static boolean hasNvidiaDriver(Platform platform) {
        return switch (platform.family()) {
            case LINUX -> Files.exists(Path.of("/proc/driver/nvidia/version"));
            case WINDOWS -> {
                String root = System.getenv("SystemRoot");
                yield root != null && Files.exists(Path.of(root, "System32", "nvcuda.dll"));
            }
            case MAC, OTHER -> false;
        };
    }

    @Override
    public Finding look() {
        if (!(engine.get() instanceof EngineState.Loaded loaded)) {
            return Finding.warn("Devices", "not known: the engine does not load");
        }
        List<String> devices = loaded.devices();
        String here = String.join(", ", devices);
        Finding finding;
        if (devices.stream().anyMatch(device -> device.startsWith("cuda"))) {
            finding = Finding.ok("Devices", here);
        } else if (!nvidiaDriver) {
            finding = cudaBuild
                    ? Finding.warn(
                            "Devices",
                            here + "; no cuda: no NVIDIA driver",
                            "Install NVIDIA's driver, or use the CPU build.")
                    : Finding.ok("Devices", here + "; no cuda: no NVIDIA driver");
        } else if (!cudaBuild) {
            finding = Finding.warn(
                    "Devices",
                    here + "; no cuda: the engine here is the build for CPUs",
                    "An NVIDIA driver is here. Rebuild with VIVACE_BUILD_OPTS=-Pcuda ./vivace --rebuild; "
                            + "that build needs CUDA 13 and cuDNN 9 installed.");
        } else {
            finding = Finding.warn(
                    "Devices",
                    here + "; no cuda: the engine and the driver are here, but do not find a device",
                    "Install CUDA 13 and cuDNN 9, update the driver, and see what nvidia-smi says.",
                    "In a container, start it with --gpus all.",
                    "CUDA_VISIBLE_DEVICES must be unset or name a device.");
        }
        return finding.fact("devices", devices).fact("cudaBuild", cudaBuild).fact("nvidiaDriver", nvidiaDriver);
    }
}
