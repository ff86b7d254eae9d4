package ai.vivace.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights equal those of scikit-learn 1.2.1 with tolerance 1e-15. */
class LinearGoldenTest {
    private static final double TOLERANCE = 1e-7;
    private static final double[][] SMALL = {{1, 2}, {3, 4}, {5, 6}, {7, 9}};
    private static final double[] SMALL_TARGETS = {1, 2, 2.5, 4.5};

    @Test
    void modelsWithoutAnInterceptEqualTheVectors() {
        assertThat(Ridge.of(1)
                        .intercept(Intercept.NONE)
                        .fit(SMALL, SMALL_TARGETS)
                        .weights())
                .containsExactly(new double[] {0.10498221, 0.39323843}, within(1e-8));
        for (Solver solver : Solver.values()) {
            assertThat(Lasso.of(0.1)
                            .intercept(Intercept.NONE)
                            .solver(solver)
                            .tolerance(1e-14)
                            .fit(SMALL, SMALL_TARGETS)
                            .weights())
                    .containsExactly(new double[] {0, 0.47518248}, within(1e-8));
            assertThat(ElasticNet.of(0.1, 0.5)
                            .intercept(Intercept.NONE)
                            .solver(solver)
                            .tolerance(1e-14)
                            .fit(SMALL, SMALL_TARGETS)
                            .weights())
                    .containsExactly(new double[] {0, 0.47594752}, within(1e-8));
        }
    }

    static Arguments[] cases() {
        return new Arguments[] {
            Arguments.of(Ridge.of(0.5), 1.87421833978, new double[] {
                1.91610996519, 0.43666078971, 0.177601844506, 0.171232481628
            }),
            Arguments.of(Ridge.of(0), 1.7653689848, new double[] {
                2.39175858255, 0.593050410121, 0.238367860678, 0.198120496335
            }),
            Arguments.of(Lasso.of(0.1).tolerance(1e-14), 1.8997272212, new double[] {
                1.85981668722, 0.358651238541, 0.123394752016, 0.142779946004
            }),
            Arguments.of(ElasticNet.of(0.2, 0.3).tolerance(1e-14), 2.01219356172, new double[] {
                1.3417099315, 0.219908175217, 0.0795340017279, 0.124354607118
            }),
            Arguments.of(ElasticNet.of(0.2, 0.3).tolerance(1e-14).solver(Solver.FISTA), 2.01219356172, new double[] {
                1.3417099315, 0.219908175217, 0.0795340017279, 0.124354607118
            }),
            Arguments.of(
                    Lasso.of(0.1).tolerance(1e-14).scaling(Scaling.STANDARDIZED),
                    1.9144895169304643,
                    new double[] {1.86526477577, 0.310576411605, 0.0606729642494, 0.0990987477936})
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modelsWithAnInterceptEqualScikitLearn(LinearRegression settings, double intercept, double[] weights) {
        LinearModel model = settings.fit(Waves.inputs(), Waves.targets());
        assertThat(model.weights()).containsExactly(weights, within(TOLERANCE));
        assertThat(model.intercept()).isCloseTo(intercept, within(TOLERANCE));
    }

    @Test
    void pathEqualsScikitLearn() {
        RegularizationPath path = RegularizationPath.of(Lasso.of(1).tolerance(1e-14), Waves.inputs(), Waves.targets());
        assertThat(path.alphas()).hasSize(100);
        assertThat(path.alphas().get(0)).isCloseTo(0.67963314, within(1e-8));
        assertThat(path.alphas().get(1)).isCloseTo(0.63382814, within(1e-8));
        assertThat(path.alphas().get(99)).isCloseTo(0.0006796331353435258, within(1e-12));
        assertThat(path.models().get(30).weights())
                .containsExactly(
                        new double[] {1.9460532482, 0.39665121303, 0.14203379057, 0.151751562613}, within(TOLERANCE));
        assertThat(path.models().get(99).weights())
                .containsExactly(
                        new double[] {2.38814332917, 0.591457355682, 0.237586465335, 0.197744383617},
                        within(TOLERANCE));
    }
}
