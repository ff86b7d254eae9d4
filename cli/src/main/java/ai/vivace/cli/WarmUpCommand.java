package ai.vivace.cli;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Loads what a training loads; the launcher archives these classes so that later starts need not read and check them. */
@Command(
        name = "warm-up",
        hidden = true,
        description = "Load the engine's classes, for the launcher's class archive.",
        footer = "  vivace warm-up")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Engine.start();
        try (var scope = Scope.open()) {
            Tensor input = Tensor.randomNormal(Shape.of(8, 4), Rng.of(1));
            Tensor weight = Tensor.randomNormal(Shape.of(4, 2), Rng.of(2)).requiresGrad(true);
            input.matmul(weight).relu().mean().backward();
        }
        return 0;
    }
}
